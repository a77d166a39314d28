/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 close(), dup(); Linux dup3(), close_range().
 */
#include <limits.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>

#define CLOSE_RANGE_UNSHARE 2U
#define CLOSE_RANGE_CLOEXEC 4U

UK_SYSCALL_R_DEFINE(int, close, int, fd)
{
	return uk_fdtab_close(fd);
}

UK_SYSCALL_R_DEFINE(int, dup, int, fd)
{
	struct uk_ofile *of = uk_fdtab_get(fd);

	return of ? uk_fdtab_install_new(of, 0) : -EBADF;
}

UK_SYSCALL_R_DEFINE(int, dup3, int, from, int, to, int, flags)
{
	struct uk_ofile *of;
	int rc;

	if (flags & ~O_CLOEXEC || from == to)
		return -EINVAL;
	of = uk_fdtab_get(from);
	if (!of)
		return -EBADF;
	rc = uk_fdtab_replace(to, of, flags ? FD_CLOEXEC : 0);
	uk_ofile_put(of);
	return rc ? rc : to;
}

UK_SYSCALL_R_DEFINE(int, close_range, unsigned int, first, unsigned int, last,
		    unsigned int, flags)
{
	if (flags & ~(CLOSE_RANGE_UNSHARE | CLOSE_RANGE_CLOEXEC) || first > last)
		return -EINVAL;
	if (first > INT_MAX)
		return 0;
	for (int fd = uk_fdtab_next((int)first);
	     fd >= 0 && (unsigned int)fd <= last; fd = uk_fdtab_next(fd + 1)) {
		if (flags & CLOSE_RANGE_CLOEXEC)
			uk_fdtab_set_flags(fd, FD_CLOEXEC);
		else
			uk_fdtab_close(fd);
	}
	return 0;
}
