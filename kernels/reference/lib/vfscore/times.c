/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 utimensat(), futimens().
 */
#include <errno.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

#define UTIME_NOW 0x3fffffffL
#define UTIME_OMIT 0x3ffffffeL

static bool is_valid(const struct uk_timespec *t)
{
	return t->nsec == UTIME_NOW || t->nsec == UTIME_OMIT ||
	       (t->nsec >= 0 && t->nsec < (__s64)UKARCH_NSEC_PER_SEC);
}

static void set(struct uk_timespec *to, const struct uk_timespec *t)
{
	*to = t->nsec == UTIME_NOW ? uk_timespec_of(uk_clock_realtime()) : *t;
}

/* Times of now may be set by anybody who may write */
static int may_set(struct uk_file *f, const struct uk_timespec *t)
{
	int rc = uk_file_owned(f);

	if (rc && t[0].nsec == UTIME_NOW && t[1].nsec == UTIME_NOW)
		rc = uk_file_permission(f, W_OK);
	return rc;
}

static int set_times(struct uk_file *f, const struct uk_timespec *t)
{
	unsigned int what = 0;
	struct uk_attr attr;
	int rc;

	if (uk_file_is_read_only(f))
		return -EROFS;
	rc = may_set(f, t);
	if (rc)
		return rc;
	if (t[0].nsec != UTIME_OMIT)
		what |= UK_ATTR_ATIME;
	if (t[1].nsec != UTIME_OMIT)
		what |= UK_ATTR_MTIME;
	set(&attr.atime, &t[0]);
	set(&attr.mtime, &t[1]);
	return uk_file_setattr(f, what, &attr);
}

static int find(int fd, const char *path, int flags, struct uk_file **f)
{
	unsigned int how = flags & AT_SYMLINK_NOFOLLOW ? 0 : UK_PATH_FOLLOW;
	struct uk_ofile *of;

	if (path) {
		if (flags & AT_EMPTY_PATH)
			how |= UK_PATH_EMPTY;
		return uk_path_file(fd, path, how, f);
	}
	if (flags)
		return -EINVAL;
	of = uk_fdtab_get(fd);
	if (!of)
		return -EBADF;
	*f = of->file;
	uk_file_get(*f);
	uk_ofile_put(of);
	return 0;
}

UK_SYSCALL_R_DEFINE(int, utimensat, int, dirfd, const char *, path,
		    const struct uk_timespec *, user, int, flags)
{
	struct uk_timespec t[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
	struct uk_file *f;
	int rc;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (user && uk_copy_from_user(t, user, sizeof(t)))
		return -EFAULT;
	if (!is_valid(&t[0]) || !is_valid(&t[1]))
		return -EINVAL;
	/* utimensat(2): then not even the path is looked at */
	if (t[0].nsec == UTIME_OMIT && t[1].nsec == UTIME_OMIT)
		return 0;
	rc = find(dirfd, path, flags, &f);
	if (rc)
		return rc;
	rc = set_times(f, t);
	uk_file_put(f);
	return rc;
}
