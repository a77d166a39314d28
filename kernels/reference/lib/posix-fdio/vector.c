/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What reading and writing calls begin with: the pieces of memory.
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

int fdio_vector_get(const struct uk_iovec *user, unsigned long count,
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
