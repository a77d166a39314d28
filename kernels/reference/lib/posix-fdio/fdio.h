/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Parts of posix-fdio.
 */
#ifndef __POSIX_FDIO_H__
#define __POSIX_FDIO_H__

#include <uk/fdtab.h>

enum fcntl_command {
	F_DUPFD = 0,
	F_GETFD = 1,
	F_SETFD = 2,
	F_GETFL = 3,
	F_SETFL = 4,
	F_GETLK = 5,
	F_SETLK = 6,
	F_SETLKW = 7,
	F_SETOWN = 8,
	F_GETOWN = 9,
	F_OFD_GETLK = 36,
	F_OFD_SETLK = 37,
	F_OFD_SETLKW = 38,
	F_DUPFD_CLOEXEC = 1030,
	F_SETPIPE_SZ = 1031,
	F_GETPIPE_SZ = 1032,
	F_ADD_SEALS = 1033,
	F_GET_SEALS = 1034,
};

/** uk_ofile_read() or uk_ofile_write() */
typedef long (*fdio_move_t)(struct uk_ofile *of, struct uk_io *io,
			    const __s64 *pos);

/**
 * Moves bytes between a descriptor and pieces of memory.
 * @param pos NULL: the file's own position
 * @return bytes; -EBADF; what `move` says
 */
long fdio_move(int fd, const struct uk_iovec *iov, unsigned int count,
	       const __s64 *pos, fdio_move_t move);

/** The same with the list of readv() and writev(), which the program has. Also
 *  -EINVAL: more than IOV_MAX or a sum beyond SSIZE_MAX; -EFAULT; -ENOMEM
 */
long fdio_move_vector(int fd, const struct uk_iovec *user, unsigned long count,
		      const __s64 *pos, fdio_move_t move);

/** Commands of fcntl() about locks, on an open file. @param user struct flock */
long fdio_lock_control(struct uk_ofile *of, int command, void *user);

#endif /* __POSIX_FDIO_H__ */
