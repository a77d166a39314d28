/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 write(), pwrite(), writev(); Linux pwritev(2), pwritev2(2).
 */
#include <uk/alloc.h>
#include <uk/syscall.h>

#include "fdio.h"

/* From one piece of memory or many. @param pos NULL: the file's own position */
static long write_pieces(int fd, const struct uk_iovec *iov, unsigned int count,
			const __s64 *pos)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	struct uk_io io;
	long rc;

	if (!of)
		return -EBADF;
	uk_io_init(&io, iov, count);
	rc = uk_ofile_write(of, &io, pos);
	uk_ofile_put(of);
	return rc;
}

static long write_vector(int fd, const struct uk_iovec *user, unsigned long count,
			const __s64 *pos)
{
	struct uk_iovec *iov;
	long rc;

	if (uk_fdtab_flags(fd) < 0)
		return -EBADF;
	rc = fdio_vector_get(user, count, &iov);
	if (rc)
		return rc;
	rc = write_pieces(fd, iov, (unsigned int)count, pos);
	uk_free(uk_alloc_get_default(), iov);
	return rc;
}

UK_SYSCALL_R_DEFINE(long, write, int, fd, const void *, buf, size_t, len)
{
	const struct uk_iovec iov = {(void *)(__uptr)buf, len};

	return write_pieces(fd, &iov, 1, NULL);
}

UK_SYSCALL_R_DEFINE(long, pwrite64, int, fd, const void *, buf, size_t, len, __s64,
		    pos)
{
	const struct uk_iovec iov = {(void *)(__uptr)buf, len};

	return pos < 0 ? -EINVAL : write_pieces(fd, &iov, 1, &pos);
}

UK_SYSCALL_R_DEFINE(long, writev, int, fd, const struct uk_iovec *, iov,
		    unsigned long, count)
{
	return write_vector(fd, iov, count, NULL);
}

/* The upper half of the position is for 32 bit */
UK_SYSCALL_R_DEFINE(long, pwritev, int, fd, const struct uk_iovec *, iov,
		    unsigned long, count, __s64, pos, unsigned long, high)
{
	return pos < 0 ? -EINVAL : write_vector(fd, iov, count, &pos);
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
	return write_vector(fd, iov, count, pos == -1 ? NULL : &pos);
}
