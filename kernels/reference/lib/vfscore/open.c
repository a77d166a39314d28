/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 open(), openat(); O_PATH and O_TMPFILE of Linux open(2).
 */
#include <errno.h>
#include <string.h>
#include <uk/alloc.h>
#include <uk/essentials.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

/* What stays in the open file's flags */
#define FLAGS_KEPT                                                          \
	(O_ACCMODE | O_APPEND | O_NONBLOCK | O_SYNC | O_ASYNC | O_DIRECT |  \
	 O_LARGEFILE | O_NOATIME | O_DIRECTORY | O_NOFOLLOW | O_PATH |     \
	 UK_O_TMPFILE)

#define FLAGS_OF_PATH (O_DIRECTORY | O_NOFOLLOW | O_PATH | O_CLOEXEC)

static int access_mask(unsigned int flags)
{
	switch (flags & O_ACCMODE) {
	case O_RDONLY:
		return R_OK;
	case O_WRONLY:
		return W_OK;
	default:
		return R_OK | W_OK;
	}
}

/* May an existing file be opened like this? */
static int check_kind(struct uk_file *f, unsigned int flags)
{
	if (flags & O_DIRECTORY && !f->dir_ops)
		return -ENOTDIR;
	if (uk_file_is(f, S_IFLNK))
		return -ELOOP;
	if (f->dir_ops && flags & (O_ACCMODE | O_CREAT | O_TRUNC))
		return -EISDIR;
	if (uk_file_is(f, S_IFSOCK))
		return -ENXIO;
	if (flags & O_NOATIME)
		return uk_file_owned(f);
	return 0;
}

static int check(struct uk_file *f, unsigned int flags)
{
	int mask = access_mask(flags) | (flags & O_TRUNC ? W_OK : 0);
	int rc = check_kind(f, flags);

	if (!rc)
		rc = uk_file_permission(f, mask);
	if (!rc && mask & W_OK && uk_file_is_read_only(f) &&
	    (uk_file_is(f, S_IFREG) || f->dir_ops))
		rc = -EROFS;
	return rc;
}

static int create(struct uk_path *p, unsigned int flags, __u32 mode)
{
	int rc;

	rc = uk_dir_writable(p->dir);
	if (rc)
		return rc;
	mode = S_IFREG | (mode & S_IALL & ~uk_process_umask());
	if (!p->dir->dir_ops->create)
		return -EPERM;
	return p->dir->dir_ops->create(p->dir, &p->name, mode, 0, &p->file);
}

/* The open file remembers its name for /proc/self/fd; without memory for that it
 * has none
 */
static void remember(struct uk_ofile *of, const struct uk_path *p)
{
	if (p->last != UK_LAST_NAME || of->file->dir_ops)
		return;
	of->name = uk_malloc(uk_alloc_get_default(), p->name.len + 1);
	if (!of->name)
		return;
	strcpy(of->name, p->text);
	of->dir = p->dir;
	uk_file_get(of->dir);
}

static int open_found(struct uk_path *p, unsigned int flags, bool is_new,
		      struct uk_ofile **of)
{
	int rc = is_new || flags & O_PATH ? 0 : check(p->file, flags);

	if (!rc && flags & O_PATH && flags & O_DIRECTORY && !p->file->dir_ops)
		rc = -ENOTDIR;
	if (!rc && flags & O_TRUNC && !is_new && uk_file_is(p->file, S_IFREG))
		rc = uk_file_truncate(p->file, 0);
	if (rc)
		return rc;
	uk_file_get(p->file);
	rc = uk_ofile_create(p->file, flags & FLAGS_KEPT, of);
	if (!rc)
		remember(*of, p);
	return rc;
}

static int open_tmpfile(struct uk_path *p, unsigned int flags, __u32 mode,
			struct uk_ofile **of)
{
	struct uk_file *dir = p->file, *f;
	int rc;

	if (!dir->dir_ops)
		return -ENOTDIR;
	rc = uk_dir_writable(dir);
	if (rc)
		return rc;
	if (!dir->dir_ops->tmpfile)
		return -EOPNOTSUPP;
	mode = S_IFREG | (mode & S_IALL & ~uk_process_umask());
	rc = dir->dir_ops->tmpfile(dir, mode, &f);
	return rc ? rc : uk_ofile_create(f, flags & FLAGS_KEPT, of);
}

static int open_path(struct uk_path *p, unsigned int flags, __u32 mode,
		     struct uk_ofile **of)
{
	bool is_new = !p->file;
	int rc;

	if (flags & UK_O_TMPFILE)
		return open_tmpfile(p, flags, mode, of);
	if (flags & O_CREAT) {
		if (p->file && flags & O_EXCL)
			return -EEXIST;
		if (is_new && p->last != UK_LAST_NAME)
			return -EISDIR;
		rc = is_new ? create(p, flags, mode) : 0;
		if (rc)
			return rc;
	}
	return open_found(p, flags, is_new, of);
}

int uk_file_open_at(int dirfd, const char *path, unsigned int flags, __u32 mode,
		    struct uk_ofile **of)
{
	unsigned int how = UK_PATH_FOLLOW;
	struct uk_path p;
	int rc;

	if (flags & O_PATH)
		flags &= FLAGS_OF_PATH;
	if (flags & O_NOFOLLOW || (flags & O_CREAT && flags & O_EXCL))
		how = 0;
	if (flags & O_CREAT)
		how |= UK_PATH_CREATE | UK_PATH_NO_SLASH;
	rc = uk_path_lookup(dirfd, path, how, &p);
	if (rc)
		return rc;
	rc = open_path(&p, flags, mode, of);
	uk_path_put(&p);
	return rc;
}

/* What Linux refuses before it looks at the path */
static bool is_valid(unsigned int flags)
{
	if (flags & O_PATH)
		return true;
	if (flags & O_DIRECTORY && flags & O_CREAT)
		return false;
	if (flags & UK_O_TMPFILE)
		return flags & O_DIRECTORY && (flags & O_ACCMODE) != O_RDONLY;
	return true;
}

UK_SYSCALL_R_DEFINE(int, openat, int, dirfd, const char *, user,
		    unsigned int, flags, __u32, mode)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct uk_ofile *of;
	char *path;
	long rc;

	if (!is_valid(flags))
		return -EINVAL;
	path = uk_malloc(a, PATH_MAX);
	if (!path)
		return -ENOMEM;
	rc = uk_copy_string_from_user(path, user, PATH_MAX);
	if (rc >= 0)
		rc = uk_file_open_at(dirfd, path, flags, mode, &of);
	uk_free(a, path);
	if (rc)
		return (int)rc;
	return uk_fdtab_install_new(of, flags & O_CLOEXEC ? FD_CLOEXEC : 0);
}
