/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 unlinkat(): names that go. Files go with their last reference.
 */
#include <errno.h>
#include <uk/syscall.h>
#include <uk/vfscore.h>

static int check_file(const struct uk_path *p)
{
	if (p->last != UK_LAST_NAME || p->file->dir_ops)
		return -EISDIR;
	return p->is_slash_last ? -ENOTDIR : 0;
}

static int check_dir(const struct uk_path *p)
{
	switch (p->last) {
	case UK_LAST_DOT:
		return -EINVAL;
	case UK_LAST_DOTDOT:
		return -ENOTEMPTY;
	case UK_LAST_ROOT:
		return -EBUSY;
	default:
		break;
	}
	if (!p->file->dir_ops)
		return -ENOTDIR;
	/* a mounted root is not in the directory where its point is */
	return p->file->fs != p->dir->fs ? -EBUSY : 0;
}

UK_SYSCALL_R_DEFINE(int, unlinkat, int, dirfd, const char *, path, int, flags)
{
	struct uk_path p;
	int rc;

	if (flags & ~AT_REMOVEDIR)
		return -EINVAL;
	rc = uk_path_get(dirfd, path, UK_PATH_NAME, &p);
	if (rc)
		return rc;
	rc = flags & AT_REMOVEDIR ? check_dir(&p) : check_file(&p);
	if (!rc)
		rc = uk_dir_removable(p.dir, p.file);
	if (!rc)
		rc = p.dir->dir_ops->unlink
			     ? p.dir->dir_ops->unlink(p.dir, &p.name, p.file)
			     : -EPERM;
	uk_path_put(&p);
	return rc;
}
