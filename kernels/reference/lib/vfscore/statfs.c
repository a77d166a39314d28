/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File systems as programs see them: Linux statfs(2), sync(2), syncfs(2).
 */
#include <errno.h>
#include <uk/arch/limits.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

#include "mount.h"

#define ANON_MAGIC 0x09041934
#define ST_RDONLY 1
#define ST_VALID 0x20

_Static_assert(sizeof(struct uk_statfs) == 120, "Linux ABI");

static int put_statfs(struct uk_file *f, struct uk_statfs *user)
{
	struct uk_statfs s = {
		.f_type = ANON_MAGIC,
		.f_bsize = __PAGE_SIZE,
		.f_frsize = __PAGE_SIZE,
		.f_namelen = NAME_MAX,
		.f_flags = ST_VALID,
	};

	if (f->fs) {
		s.f_fsid[0] = (__s32)f->fs->dev;
		if (f->fs->flags & UK_FS_READ_ONLY)
			s.f_flags |= ST_RDONLY;
		if (f->fs->ops->statfs)
			f->fs->ops->statfs(f->fs, &s);
	}
	return uk_copy_to_user(user, &s, sizeof(s));
}

UK_SYSCALL_R_DEFINE(int, statfs, const char *, path, struct uk_statfs *, buf)
{
	struct uk_file *f;
	int rc = uk_path_file(AT_FDCWD, path, UK_PATH_FOLLOW, &f);

	if (rc)
		return rc;
	rc = put_statfs(f, buf);
	uk_file_put(f);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, fstatfs, int, fd, struct uk_statfs *, buf)
{
	struct uk_ofile *of = uk_fdtab_get(fd);
	int rc;

	if (!of)
		return -EBADF;
	rc = put_statfs(of->file, buf);
	uk_ofile_put(of);
	return rc;
}

static int sync_fs(struct uk_fs *fs)
{
	return fs && fs->ops->sync ? fs->ops->sync(fs) : 0;
}

UK_SYSCALL_R_DEFINE(int, sync)
{
	for (struct uk_fs *fs = uk_fs_mounted(); fs; fs = fs->next)
		sync_fs(fs);
	return 0;
}

UK_SYSCALL_R_DEFINE(int, syncfs, int, fd)
{
	struct uk_ofile *of = uk_fdtab_get(fd);
	int rc;

	if (!of)
		return -EBADF;
	rc = of->flags & O_PATH ? -EBADF : sync_fs(of->file->fs);
	uk_ofile_put(of);
	return rc;
}
