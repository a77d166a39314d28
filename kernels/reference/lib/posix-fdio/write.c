/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 write(), pwrite(), writev(); Linux pwritev(2), pwritev2(2).
 */
#include <uk/syscall.h>

#include "fdio.h"

UK_SYSCALL_R_DEFINE(long, write, int, fd, const void *, buf, size_t, len)
{
	const struct uk_iovec iov = {(void *)(__uptr)buf, len};

	return fdio_move(fd, &iov, 1, NULL, uk_ofile_write);
}

UK_SYSCALL_R_DEFINE(long, pwrite64, int, fd, const void *, buf, size_t, len, __s64,
		    pos)
{
	const struct uk_iovec iov = {(void *)(__uptr)buf, len};

	return pos < 0 ? -EINVAL
		       : fdio_move(fd, &iov, 1, &pos, uk_ofile_write);
}

UK_SYSCALL_R_DEFINE(long, writev, int, fd, const struct uk_iovec *, iov,
		    unsigned long, count)
{
	return fdio_move_vector(fd, iov, count, NULL, uk_ofile_write);
}

/* The upper half of the position is for 32 bit */
UK_SYSCALL_R_DEFINE(long, pwritev, int, fd, const struct uk_iovec *, iov,
		    unsigned long, count, __s64, pos, unsigned long, high)
{
	return pos < 0 ? -EINVAL
		       : fdio_move_vector(fd, iov, count, &pos,
					  uk_ofile_write);
}

/* Position -1 is the file's own; no flag is supported */
UK_SYSCALL_R_DEFINE(long, pwritev2, int, fd, const struct uk_iovec *, iov,
		    unsigned long, count, __s64, pos, unsigned long, high, int,
		    flags)
{
	if (flags)
		return -EOPNOTSUPP;
	if (pos < -1)
		return -EINVAL;
	return fdio_move_vector(fd, iov, count, pos == -1 ? NULL : &pos,
				uk_ofile_write);
}
