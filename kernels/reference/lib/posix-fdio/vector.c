/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What reading and writing calls share: from a descriptor and pieces of memory to
 * an open file and what is to be moved.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/useraccess.h>

#include "fdio.h"

static int check_sum(const struct uk_iovec *iov, unsigned long count)
{
	size_t sum = 0;

	for (unsigned long i = 0; i < count; i++) {
		if (iov[i].len > (size_t)__S64_MAX - sum)
			return -EINVAL;
		sum += iov[i].len;
	}
	return 0;
}

/* @return 0, and *iov to be freed (NULL for an empty list) */
static int copy_vector(const struct uk_iovec *user, unsigned long count,
		       struct uk_iovec **iov)
{
	struct uk_alloc *a = uk_alloc_get_default();
	int rc = 0;

	*iov = NULL;
	if (count > UK_IOV_MAX)
		return -EINVAL;
	if (!count)
		return 0;
	*iov = uk_malloc(a, count * sizeof(**iov));
	if (!*iov)
		return -ENOMEM;
	if (uk_copy_from_user(*iov, user, count * sizeof(**iov)))
		rc = -EFAULT;
	else
		rc = check_sum(*iov, count);
	if (rc)
		uk_free(a, *iov);
	return rc;
}

long fdio_move(int fd, const struct uk_iovec *iov, unsigned int count,
	       const __s64 *pos, fdio_move_t move)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	struct uk_io io;
	long rc;

	if (!of)
		return -EBADF;
	uk_io_init(&io, iov, count);
	rc = move(of, &io, pos);
	uk_ofile_put(of);
	return rc;
}

long fdio_move_vector(int fd, const struct uk_iovec *user, unsigned long count,
		      const __s64 *pos, fdio_move_t move)
{
	struct uk_iovec *iov;
	long rc;

	if (uk_fdtab_flags(fd) < 0)
		return -EBADF;
	rc = copy_vector(user, count, &iov);
	if (rc)
		return rc;
	rc = fdio_move(fd, iov, (unsigned int)count, pos, move);
	uk_free(uk_alloc_get_default(), iov);
	return rc;
}
