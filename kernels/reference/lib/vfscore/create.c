/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 mkdirat(), mknodat(), symlinkat().
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/syscall.h>
#include <uk/user.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

/* A path whose last component is free to be created. @param is_dir a slash may
 * follow it
 */
static int free_name(int dirfd, const char *user, bool is_dir,
		     struct uk_path *p)
{
	int rc = uk_path_get(dirfd, user, UK_PATH_CREATE | UK_PATH_NAME, p);

	if (rc)
		return rc;
	if (p->file)
		rc = -EEXIST;
	else if (p->last != UK_LAST_NAME || (p->is_slash_last && !is_dir))
		rc = -ENOENT;
	else
		rc = uk_dir_writable(p->dir);
	if (rc)
		uk_path_put(p);
	return rc;
}

static int make(int dirfd, const char *user, __u32 mode, __u64 rdev)
{
	struct uk_path p;
	struct uk_file *f;
	int rc = free_name(dirfd, user, (mode & S_IFMT) == S_IFDIR, &p);

	if (rc)
		return rc;
	rc = -EPERM;
	if (p.dir->dir_ops->create)
		rc = p.dir->dir_ops->create(p.dir, &p.name, mode, rdev, &f);
	if (!rc)
		uk_file_put(f);
	uk_path_put(&p);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, mkdirat, int, dirfd, const char *, path, __u32, mode)
{
	mode &= (S_ISVTX | 0777) & ~uk_process_umask();
	return make(dirfd, path, S_IFDIR | mode, 0);
}

UK_SYSCALL_R_DEFINE(int, mknodat, int, dirfd, const char *, path, __u32, mode,
		    unsigned int, dev)
{
	__u32 type = mode & S_IFMT ? mode & S_IFMT : S_IFREG;

	mode &= S_IALL & ~uk_process_umask();
	switch (type) {
	case S_IFREG:
	case S_IFIFO:
	case S_IFSOCK:
		return make(dirfd, path, type | mode, 0);
	case S_IFCHR:
	case S_IFBLK:
		if (!uk_credentials_can(UK_CAP_MKNOD))
			return -EPERM;
		return make(dirfd, path, type | mode, dev);
	case S_IFDIR:
		return -EPERM;
	default:
		return -EINVAL;
	}
}

UK_SYSCALL_R_DEFINE(int, symlinkat, const char *, target, int, dirfd,
		    const char *, path)
{
	char *text = uk_malloc(uk_alloc_get_default(), PATH_MAX);
	struct uk_path p;
	long rc;

	if (!text)
		return -ENOMEM;
	rc = uk_copy_string_from_user(text, target, PATH_MAX);
	if (!rc)
		rc = -ENOENT;
	if (rc > 0)
		rc = free_name(dirfd, path, false, &p);
	if (!rc) {
		rc = -EPERM;
		if (p.dir->dir_ops->symlink)
			rc = p.dir->dir_ops->symlink(p.dir, &p.name, text);
		uk_path_put(&p);
	}
	uk_free(uk_alloc_get_default(), text);
	return (int)rc;
}
