/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of descriptors of the one process (POSIX.1-2017 2.14 and close(),
 * dup()). Threads only.
 */
#ifndef __UK_FDTAB_H__
#define __UK_FDTAB_H__

#include <uk/file.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FD_CLOEXEC 1

/** @return the open file, with a reference for the caller; NULL: EBADF */
struct uk_ofile *uk_fdtab_get(int fd);
/** The same; also EBADF for what is only a path (O_PATH) */
struct uk_ofile *uk_fdtab_get_open(int fd);

/**
 * Gives an open file the lowest free number from `from` on.
 * @param fd_flags FD_CLOEXEC or 0
 * @return the number, and the caller's reference is the table's; -EMFILE: limit
 *   RLIMIT_NOFILE; -ENOMEM; -EINVAL: `from` is beyond the limit
 */
int uk_fdtab_install(struct uk_ofile *of, int from, int fd_flags);

/** As uk_fdtab_install(of, 0, ..), but the reference is given up in any case */
int uk_fdtab_install_new(struct uk_ofile *of, int fd_flags);

/**
 * Puts an open file at a number, closing what is there. The table takes a
 * reference of its own.
 * @return 0; -EBADF: beyond the limit; -ENOMEM
 */
int uk_fdtab_replace(int fd, struct uk_ofile *of, int fd_flags);

/** @return 0, or -EBADF */
int uk_fdtab_close(int fd);

/** @return FD_CLOEXEC or 0, or -EBADF */
int uk_fdtab_flags(int fd);
int uk_fdtab_set_flags(int fd, int fd_flags);

/** @return the first number in use from `from` on, or -ENOENT */
int uk_fdtab_next(int from);

/** Closes all and frees the table */
void uk_fdtab_clear(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_FDTAB_H__ */
