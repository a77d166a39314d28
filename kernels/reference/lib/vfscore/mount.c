/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File systems and where they are mounted: Linux mount(2), umount2(2), without
 * remounting, moving and binding.
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/essentials.h>
#include <uk/syscall.h>
#include <uk/user.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

#include "mount.h"

#define MS_RDONLY 1UL
#define MS_IGNORED 0xc0ed7eeUL /* nosuid ... lazytime: no effect here */
#define MS_MGC_VAL 0xc0ed0000UL
#define MS_MGC_MSK 0xffff0000UL
#define MNT_FORCE 1
#define MNT_DETACH 2
#define MNT_EXPIRE 4
#define UMOUNT_NOFOLLOW 8

#define TYPE_MAX 32

static const struct uk_fs_type types_begin[0] __used
	__section(".uk_table.fs_type.0") __align(8);
static const struct uk_fs_type types_end[0] __used
	__section(".uk_table.fs_type.z") __align(8);

/* The newest mount first */
static struct uk_fs *mounted;

__u64 uk_fs_new_dev(void)
{
	static __u32 last;

	last++;
	return UK_MKDEV(0, last);
}

const struct uk_fs_type *uk_fs_type(const char *name)
{
	for (const struct uk_fs_type *t = types_begin; t < types_end; t++) {
		if (!strcmp(t->name, name))
			return t;
	}
	return NULL;
}

struct uk_fs *uk_fs_mounted(void)
{
	return mounted;
}

int uk_fs_mount(struct uk_fs *fs, struct uk_file *point)
{
	if (point && !point->dir_ops)
		return -ENOTDIR;
	if (point && point->covered_by)
		return -EBUSY;
	fs->point = point;
	if (point) {
		uk_file_get(point);
		point->covered_by = fs;
	}
	fs->next = mounted;
	mounted = fs;
	return 0;
}

static struct uk_fs **link_to(const struct uk_fs *fs)
{
	struct uk_fs **at = &mounted;

	while (*at && *at != fs)
		at = &(*at)->next;
	return *at ? at : NULL;
}

/* Nothing is mounted on it, no file of it is open */
static bool is_idle(const struct uk_fs *fs)
{
	for (const struct uk_fs *m = mounted; m; m = m->next) {
		if (m->point && m->point->fs == fs)
			return false;
	}
	return !uk_fs_is_busy(fs);
}

void uk_fs_remove(struct uk_fs *fs)
{
	*link_to(fs) = fs->next;
	if (fs->point) {
		fs->point->covered_by = NULL;
		uk_file_put(fs->point);
	}
	fs->ops->destroy(fs);
}

int uk_fs_umount(struct uk_fs *fs)
{
	if (!link_to(fs))
		return -EINVAL;
	if (!is_idle(fs))
		return -EBUSY;
	if (fs->ops->sync)
		fs->ops->sync(fs);
	uk_fs_remove(fs);
	return 0;
}

/* A string that may be absent, in memory to be freed */
static int take_string(const char *user, char **text)
{
	long rc;

	*text = uk_zalloc(uk_alloc_get_default(), PATH_MAX);
	if (!*text)
		return -ENOMEM;
	rc = user ? uk_copy_string_from_user(*text, user, PATH_MAX) : 0;
	return rc < 0 ? (int)rc : 0;
}

static int mount_at(const struct uk_fs_type *type, const char *source,
		    const char *data, struct uk_file *point,
		    unsigned int flags)
{
	struct uk_fs *fs;
	int rc;

	if (!point->dir_ops)
		return -ENOTDIR;
	if (point->covered_by || (point->fs && point == point->fs->root))
		return -EBUSY;
	rc = type->mount(source, data, &fs);
	if (rc)
		return rc;
	fs->flags |= flags;
	return uk_fs_mount(fs, point);
}

UK_SYSCALL_R_DEFINE(int, mount, const char *, source, const char *, target,
		    const char *, type, unsigned long, flags, const char *, data)
{
	struct uk_alloc *a = uk_alloc_get_default();
	const struct uk_fs_type *fs_type = NULL;
	char name[TYPE_MAX], *from = NULL, *options = NULL;
	struct uk_file *point = NULL;
	int rc;

	if ((flags & MS_MGC_MSK) == MS_MGC_VAL)
		flags &= ~MS_MGC_MSK;
	if (!uk_credentials_can(UK_CAP_SYS_ADMIN))
		return -EPERM;
	if (flags & ~(MS_RDONLY | MS_IGNORED))
		return -EINVAL;
	rc = uk_path_file(AT_FDCWD, target, UK_PATH_FOLLOW, &point);
	if (!rc && uk_copy_string_from_user(name, type, sizeof(name)) < 0)
		rc = -ENODEV;
	if (!rc)
		fs_type = uk_fs_type(name);
	if (!rc)
		rc = fs_type ? take_string(source, &from) : -ENODEV;
	if (!rc)
		rc = take_string(data, &options);
	if (!rc)
		rc = mount_at(fs_type, from, options, point,
			      flags & MS_RDONLY ? UK_FS_READ_ONLY : 0);
	uk_free(a, from);
	uk_free(a, options);
	uk_file_put(point);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, umount2, const char *, target, int, flags)
{
	struct uk_file *root;
	struct uk_fs *fs;
	int rc;

	if (!uk_credentials_can(UK_CAP_SYS_ADMIN))
		return -EPERM;
	if (flags & ~(MNT_FORCE | MNT_DETACH | MNT_EXPIRE | UMOUNT_NOFOLLOW))
		return -EINVAL;
	rc = uk_path_file(AT_FDCWD, target,
			  flags & UMOUNT_NOFOLLOW ? 0 : UK_PATH_FOLLOW, &root);
	if (rc)
		return rc;
	fs = root->fs;
	rc = fs && root == fs->root && fs->point ? 0 : -EINVAL;
	uk_file_put(root);
	return rc ? rc : uk_fs_umount(fs);
}
