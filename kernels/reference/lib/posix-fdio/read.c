/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 read(), pread(), readv(); Linux preadv(2), preadv2(2).
 */
#include <uk/alloc.h>
#include <uk/syscall.h>

#include "fdio.h"

/* From one piece of memory or many. @param pos NULL: the file's own position */
static long read_pieces(int fd, const struct uk_iovec *iov, unsigned int count,
			const __s64 *pos)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	struct uk_io io;
	long rc;

	if (!of)
		return -EBADF;
	uk_io_init(&io, iov, count);
	rc = uk_ofile_read(of, &io, pos);
	uk_ofile_put(of);
	return rc;
}

static long read_vector(int fd, const struct uk_iovec *user, unsigned long count,
			const __s64 *pos)
{
	struct uk_iovec *iov;
	long rc;

	if (uk_fdtab_flags(fd) < 0)
		return -EBADF;
	rc = fdio_vector_get(user, count, &iov);
	if (rc)
		return rc;
	rc = read_pieces(fd, iov, (unsigned int)count, pos);
	uk_free(uk_alloc_get_default(), iov);
	return rc;
}

UK_SYSCALL_R_DEFINE(long, read, int, fd, void *, buf, size_t, len)
{
	const struct uk_iovec iov = {(void *)(__uptr)buf, len};

	return read_pieces(fd, &iov, 1, NULL);
}

UK_SYSCALL_R_DEFINE(long, pread64, int, fd, void *, buf, size_t, len, __s64,
		    pos)
{
	const struct uk_iovec iov = {(void *)(__uptr)buf, len};

	return pos < 0 ? -EINVAL : read_pieces(fd, &iov, 1, &pos);
}

UK_SYSCALL_R_DEFINE(long, readv, int, fd, const struct uk_iovec *, iov,
		    unsigned long, count)
{
	return read_vector(fd, iov, count, NULL);
}

/* The upper half of the position is for 32 bit */
UK_SYSCALL_R_DEFINE(long, preadv, int, fd, const struct uk_iovec *, iov,
		    unsigned long, count, __s64, pos, unsigned long, high)
{
	return pos < 0 ? -EINVAL : read_vector(fd, iov, count, &pos);
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
	return read_vector(fd, iov, count, pos == -1 ? NULL : &pos);
}
