/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 read(), pread(), readv(); Linux preadv(2), preadv2(2).
 */
#include <uk/syscall.h>

#include "fdio.h"

UK_SYSCALL_R_DEFINE(long, read, int, fd, void *, buf, size_t, len)
{
	const struct uk_iovec iov = {(void *)(__uptr)buf, len};

	return fdio_move(fd, &iov, 1, NULL, uk_ofile_read);
}

UK_SYSCALL_R_DEFINE(long, pread64, int, fd, void *, buf, size_t, len, __s64,
		    pos)
{
	const struct uk_iovec iov = {(void *)(__uptr)buf, len};

	return pos < 0 ? -EINVAL
		       : fdio_move(fd, &iov, 1, &pos, uk_ofile_read);
}

UK_SYSCALL_R_DEFINE(long, readv, int, fd, const struct uk_iovec *, iov,
		    unsigned long, count)
{
	return fdio_move_vector(fd, iov, count, NULL, uk_ofile_read);
}

/* The upper half of the position is for 32 bit */
UK_SYSCALL_R_DEFINE(long, preadv, int, fd, const struct uk_iovec *, iov,
		    unsigned long, count, __s64, pos, unsigned long, high)
{
	return pos < 0 ? -EINVAL
		       : fdio_move_vector(fd, iov, count, &pos,
					  uk_ofile_read);
}

/* Position -1 is the file's own; no flag is supported */
UK_SYSCALL_R_DEFINE(long, preadv2, int, fd, const struct uk_iovec *, iov,
		    unsigned long, count, __s64, pos, unsigned long, high, int,
		    flags)
{
	if (flags)
		return -EOPNOTSUPP;
	if (pos < -1)
		return -EINVAL;
	return fdio_move_vector(fd, iov, count, pos == -1 ? NULL : &pos,
				uk_ofile_read);
}
