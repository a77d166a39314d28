/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A file system in memory, for libraries that fill one of their own.
 */
#ifndef __UK_RAMFS_H__
#define __UK_RAMFS_H__

#include <uk/vfscore.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A new, empty file system. It takes half of the memory that is free now at most:
 * -ENOSPC beyond.
 * @return 0 or -ENOMEM
 */
int uk_ramfs_create(struct uk_fs **fs);

/** A regular file without a name, not in any mounted file system.
 *  @return 0 with a reference in *f, or -ENOMEM
 */
int uk_ramfs_anonymous(__u32 mode, struct uk_file **f);

#ifdef __cplusplus
}
#endif

#endif /* __UK_RAMFS_H__ */
