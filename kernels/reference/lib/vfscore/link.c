/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 linkat(), readlinkat().
 */
#include <errno.h>
#include <limits.h>
#include <uk/alloc.h>
#include <uk/essentials.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

static int link_to(struct uk_path *to, struct uk_file *f)
{
	int rc;

	if (to->file)
		return -EEXIST;
	if (to->last != UK_LAST_NAME || to->is_slash_last)
		return -ENOENT;
	rc = uk_dir_writable(to->dir);
	if (rc)
		return rc;
	if (f->fs != to->dir->fs)
		return -EXDEV;
	if (f->dir_ops || !to->dir->dir_ops->link)
		return -EPERM;
	return to->dir->dir_ops->link(to->dir, &to->name, f);
}

UK_SYSCALL_R_DEFINE(int, linkat, int, from_fd, const char *, from, int, to_fd,
		    const char *, to, int, flags)
{
	unsigned int how = 0;
	struct uk_file *f;
	struct uk_path p;
	int rc;

	if (flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (flags & AT_SYMLINK_FOLLOW)
		how |= UK_PATH_FOLLOW;
	if (flags & AT_EMPTY_PATH)
		how |= UK_PATH_EMPTY;
	rc = uk_path_file(from_fd, from, how, &f);
	if (rc)
		return rc;
	rc = uk_path_get(to_fd, to, UK_PATH_CREATE | UK_PATH_NAME, &p);
	if (!rc) {
		rc = link_to(&p, f);
		uk_path_put(&p);
	}
	uk_file_put(f);
	return rc;
}

/* The text goes through a buffer of the kernel: file systems write to no other */
static long read_text(struct uk_file *f, char *user, size_t cap)
{
	char *text = uk_malloc(uk_alloc_get_default(), PATH_MAX);
	long len;

	if (!text)
		return -ENOMEM;
	len = f->ops->readlink(f, text, MIN(cap, (size_t)PATH_MAX));
	if (len >= 0 && uk_copy_to_user(user, text, (size_t)len))
		len = -EFAULT;
	uk_free(uk_alloc_get_default(), text);
	return len;
}

/* The empty path is for descriptors of links, opened with O_PATH */
static bool is_empty(const char *user)
{
	char first;

	return !uk_copy_from_user(&first, user, 1) && !first;
}

UK_SYSCALL_R_DEFINE(long, readlinkat, int, dirfd, const char *, path, char *,
		    buf, int, cap)
{
	struct uk_file *f;
	long rc;

	if (cap <= 0)
		return -EINVAL;
	rc = uk_path_file(dirfd, path, UK_PATH_EMPTY, &f);
	if (rc)
		return rc;
	if (f->ops->readlink)
		rc = read_text(f, buf, (size_t)cap);
	else
		rc = is_empty(path) ? -ENOENT : -EINVAL;
	uk_file_put(f);
	return rc;
}
