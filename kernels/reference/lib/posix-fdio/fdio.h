/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Parts of posix-fdio.
 */
#ifndef __POSIX_FDIO_H__
#define __POSIX_FDIO_H__

#include <uk/fdtab.h>

/**
 * Copies the list of pieces of readv() and writev().
 * @return 0, and *iov to be freed (NULL for an empty list); -EINVAL: more than
 *   IOV_MAX or a sum beyond SSIZE_MAX; -EFAULT; -ENOMEM
 */
int fdio_vector_get(const struct uk_iovec *user, unsigned long count,
		    struct uk_iovec **iov);

/** Commands of fcntl() about locks, on an open file. @param user struct flock */
long fdio_lock_control(struct uk_ofile *of, int command, void *user);

#endif /* __POSIX_FDIO_H__ */
