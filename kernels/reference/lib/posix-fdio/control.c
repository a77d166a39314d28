/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 fcntl() with the values of Linux fcntl(2): numbers and flags of
 * descriptors. An owner is remembered, but no signals tell it of input; there are
 * no leases.
 */
#include <uk/syscall.h>

#include "fdio.h"

#define FLAGS_SETTABLE (O_APPEND | O_NONBLOCK | O_ASYNC | O_DIRECT | O_NOATIME)

static int dup_from(struct uk_ofile *of, int from, int fd_flags)
{
	int fd = uk_fdtab_install(of, from, fd_flags);

	if (fd >= 0)
		uk_ofile_get(of);
	return fd;
}

static long set_flags(struct uk_ofile *of, unsigned int flags)
{
	of->flags = (of->flags & ~FLAGS_SETTABLE) | (flags & FLAGS_SETTABLE);
	return 0;
}

static long control_file(struct uk_ofile *of, int command, unsigned long arg)
{
	switch (command) {
	case F_SETFL:
		return set_flags(of, (unsigned int)arg);
	case F_SETOWN:
		of->owner = (int)arg;
		return 0;
	case F_GETOWN:
		return of->owner;
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
	case F_OFD_GETLK:
	case F_OFD_SETLK:
	case F_OFD_SETLKW:
		return fdio_lock_control(of, command, (void *)arg);
	case F_SETPIPE_SZ:
	case F_GETPIPE_SZ:
	case F_ADD_SEALS:
	case F_GET_SEALS:
		return of->ops->control ? of->ops->control(of, command, arg)
					: -EINVAL;
	default:
		return -EINVAL;
	}
}

/* What works for descriptors that are only a path, too */
static long control(struct uk_ofile *of, int fd, int command, unsigned long arg)
{
	switch (command) {
	case F_DUPFD:
		return dup_from(of, (int)arg, 0);
	case F_DUPFD_CLOEXEC:
		return dup_from(of, (int)arg, FD_CLOEXEC);
	case F_GETFD:
		return uk_fdtab_flags(fd);
	case F_SETFD:
		return uk_fdtab_set_flags(fd, (int)arg);
	case F_GETFL:
		return of->flags;
	default:
		if (of->flags & O_PATH)
			return -EBADF;
		return control_file(of, command, arg);
	}
}

UK_SYSCALL_R_DEFINE(long, fcntl, int, fd, int, command, unsigned long, arg)
{
	struct uk_ofile *of = uk_fdtab_get(fd);
	long rc;

	if (!of)
		return -EBADF;
	rc = control(of, fd, command, arg);
	uk_ofile_put(of);
	return rc;
}
