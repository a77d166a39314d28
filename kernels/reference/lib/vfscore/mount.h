/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The list of mounts, inside of vfscore.
 */
#ifndef __VFSCORE_MOUNT_H__
#define __VFSCORE_MOUNT_H__

#include <uk/vfscore.h>

/** @return a kind of file system, or NULL */
const struct uk_fs_type *uk_fs_type(const char *name);

/** @return the newest mount; the others by `next` */
struct uk_fs *uk_fs_mounted(void);

/** Takes a mount away, whatever refers to it */
void uk_fs_remove(struct uk_fs *fs);

/** @return whether the process has a file of it open, or stands in it */
bool uk_fs_is_busy(const struct uk_fs *fs);

#endif /* __VFSCORE_MOUNT_H__ */
