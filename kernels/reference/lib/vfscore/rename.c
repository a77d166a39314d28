/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 renameat(); RENAME_NOREPLACE and RENAME_EXCHANGE of Linux
 * rename(2).
 */
#include <errno.h>
#include <uk/syscall.h>
#include <uk/vfscore.h>

#define RENAME_NOREPLACE 1U
#define RENAME_EXCHANGE 2U

/* Is `dir` below `f`, or the same? */
static bool is_inside(const struct uk_file *dir, const struct uk_file *f)
{
	for (; dir; dir = dir->parent) {
		if (dir == f)
			return true;
	}
	return false;
}

/* The order of the checks is that of Linux */
static int check_names(const struct uk_path *from, const struct uk_path *to,
		       unsigned int flags)
{
	if (from->dir->fs != to->dir->fs)
		return -EXDEV;
	if (from->last != UK_LAST_NAME)
		return -EBUSY;
	if (to->last != UK_LAST_NAME)
		return flags & RENAME_NOREPLACE ? -EEXIST : -EBUSY;
	if (!from->file)
		return -ENOENT;
	if (to->file && flags & RENAME_NOREPLACE)
		return -EEXIST;
	if (!to->file && flags & RENAME_EXCHANGE)
		return -ENOENT;
	/* what is mounted has the name of its point */
	if (from->file->fs != from->dir->fs ||
	    (to->file && to->file->fs != to->dir->fs))
		return -EBUSY;
	return 0;
}

/* A slash behind a name asks for a directory */
static int check_slashes(const struct uk_path *from, const struct uk_path *to,
			 unsigned int flags)
{
	if (flags & RENAME_EXCHANGE && !to->file->dir_ops && to->is_slash_last)
		return -ENOTDIR;
	if (from->file->dir_ops)
		return 0;
	if (from->is_slash_last ||
	    (to->is_slash_last && !(flags & RENAME_EXCHANGE)))
		return -ENOTDIR;
	return 0;
}

static int check_kinds(const struct uk_path *from, const struct uk_path *to,
		       unsigned int flags)
{
	if (from->file->dir_ops && is_inside(to->dir, from->file))
		return -EINVAL;
	if (to->file && is_inside(from->dir, to->file))
		return flags & RENAME_EXCHANGE ? -EINVAL : -ENOTEMPTY;
	if (!to->file || flags & RENAME_EXCHANGE)
		return 0;
	if (from->file->dir_ops && !to->file->dir_ops)
		return -ENOTDIR;
	if (!from->file->dir_ops && to->file->dir_ops)
		return -EISDIR;
	return 0;
}

static int check_rights(struct uk_path *from, struct uk_path *to)
{
	int rc = uk_dir_removable(from->dir, from->file);

	if (!rc)
		rc = to->file ? uk_dir_removable(to->dir, to->file)
			      : uk_dir_writable(to->dir);
	return rc;
}

static int rename_path(struct uk_path *from, struct uk_path *to,
		       unsigned int flags)
{
	int rc = check_names(from, to, flags);

	if (!rc)
		rc = check_slashes(from, to, flags);
	if (!rc)
		rc = check_rights(from, to);
	if (!rc)
		rc = check_kinds(from, to, flags);
	/* two names of one file: nothing is to be done, both stay */
	if (rc || from->file == to->file)
		return rc;
	if (!from->dir->dir_ops->rename)
		return -EPERM;
	return from->dir->dir_ops->rename(from->dir, &from->name, from->file,
					  to->dir, &to->name, to->file,
					  !!(flags & RENAME_EXCHANGE));
}

static int rename_at(int from_fd, const char *from, int to_fd, const char *to,
		     unsigned int flags)
{
	struct uk_path p, q;
	int rc;

	if (flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE) ||
	    flags == (RENAME_NOREPLACE | RENAME_EXCHANGE))
		return -EINVAL;
	rc = uk_path_get(from_fd, from, UK_PATH_CREATE | UK_PATH_NAME, &p);
	if (rc)
		return rc;
	rc = uk_path_get(to_fd, to, UK_PATH_CREATE | UK_PATH_NAME, &q);
	if (!rc) {
		rc = rename_path(&p, &q, flags);
		uk_path_put(&q);
	}
	uk_path_put(&p);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, renameat2, int, from_fd, const char *, from, int,
		    to_fd, const char *, to, unsigned int, flags)
{
	return rename_at(from_fd, from, to_fd, to, flags);
}

UK_SYSCALL_R_DEFINE(int, renameat, int, from_fd, const char *, from, int, to_fd,
		    const char *, to)
{
	return rename_at(from_fd, from, to_fd, to, 0);
}
