/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ioctl(): what is about the descriptor or any file here, the rest by the kind of
 * file. Values of Linux ioctl_list(2).
 */
#include <uk/essentials.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "fdio.h"

#define FIONREAD 0x541b
#define FIONBIO 0x5421
#define FIONCLEX 0x5450
#define FIOCLEX 0x5451

static long set_nonblocking(struct uk_ofile *of, const int *user)
{
	int is_on;

	if (uk_copy_from_user(&is_on, user, sizeof(is_on)))
		return -EFAULT;
	if (is_on)
		of->flags |= O_NONBLOCK;
	else
		of->flags &= ~(unsigned int)O_NONBLOCK;
	return 0;
}

/* Bytes up to the end of a file */
static long tell_rest(struct uk_ofile *of, int *user)
{
	__s64 rest = of->file->attr.size - of->pos;
	int value = (int)MIN(rest, (__s64)__S32_MAX);

	return uk_copy_to_user(user, &value, sizeof(value));
}

static long control(struct uk_ofile *of, int fd, unsigned long request,
		    void *arg)
{
	switch (request) {
	case FIOCLEX:
		return uk_fdtab_set_flags(fd, FD_CLOEXEC);
	case FIONCLEX:
		return uk_fdtab_set_flags(fd, 0);
	case FIONBIO:
		return set_nonblocking(of, arg);
	case FIONREAD:
		if (uk_file_is(of->file, S_IFREG))
			return tell_rest(of, arg);
		break;
	default:
		break;
	}
	return of->ops->ioctl ? of->ops->ioctl(of, request, arg) : -ENOTTY;
}

UK_SYSCALL_R_DEFINE(long, ioctl, int, fd, unsigned int, request, void *, arg)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	long rc;

	if (!of)
		return -EBADF;
	rc = control(of, fd, request, arg);
	uk_ofile_put(of);
	return rc;
}
