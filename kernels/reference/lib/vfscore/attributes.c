/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 fchmodat(), fchmod(), fchownat(), fchown().
 */
#include <errno.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/user.h>
#include <uk/vfscore.h>

#define ID_UNCHANGED __U32_MAX

static int change_mode(struct uk_file *f, __u32 mode)
{
	struct uk_attr attr = {.mode = mode & S_IALL};
	int rc = uk_file_owned(f);

	if (rc)
		return rc;
	if (uk_file_is_read_only(f))
		return -EROFS;
	if (uk_file_is(f, S_IFLNK))
		return -EOPNOTSUPP;
	if (!uk_credentials_in_group(f->attr.gid) &&
	    !uk_credentials_can(UK_CAP_FSETID))
		attr.mode &= ~(__u32)S_ISGID;
	return uk_file_setattr(f, UK_ATTR_MODE, &attr);
}

/* The owner may give a file to a group of his; nobody else but root anything */
static int may_own(const struct uk_file *f, __u32 uid, __u32 gid)
{
	bool is_owner = uk_credentials()->uid.fs == f->attr.uid;

	if (uk_credentials_can(UK_CAP_CHOWN))
		return 0;
	if (uid != ID_UNCHANGED && !(is_owner && uid == f->attr.uid))
		return -EPERM;
	if (gid != ID_UNCHANGED &&
	    !(is_owner &&
	      (gid == f->attr.gid || uk_credentials_in_group(gid))))
		return -EPERM;
	return 0;
}

static int change_owner(struct uk_file *f, __u32 uid, __u32 gid)
{
	struct uk_attr attr = {.uid = uid, .gid = gid, .mode = f->attr.mode};
	unsigned int what = 0;
	int rc = may_own(f, uid, gid);

	if (uk_file_is_read_only(f))
		return -EROFS;
	if (rc)
		return rc;
	if (uid != ID_UNCHANGED)
		what |= UK_ATTR_UID;
	if (gid != ID_UNCHANGED)
		what |= UK_ATTR_GID;
	if (uk_file_is(f, S_IFREG)) {
		attr.mode &= ~(__u32)S_ISUID;
		if (attr.mode & 0010)
			attr.mode &= ~(__u32)S_ISGID;
		what |= UK_ATTR_MODE;
	}
	return uk_file_setattr(f, what, &attr);
}

UK_SYSCALL_R_DEFINE(int, fchmodat, int, dirfd, const char *, path, __u32, mode)
{
	struct uk_file *f;
	int rc = uk_path_file(dirfd, path, UK_PATH_FOLLOW, &f);

	if (rc)
		return rc;
	rc = change_mode(f, mode);
	uk_file_put(f);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, fchmod, int, fd, __u32, mode)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	int rc;

	if (!of)
		return -EBADF;
	rc = change_mode(of->file, mode);
	uk_ofile_put(of);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, fchownat, int, dirfd, const char *, path, __u32, uid,
		    __u32, gid, int, flags)
{
	unsigned int how = flags & AT_SYMLINK_NOFOLLOW ? 0 : UK_PATH_FOLLOW;
	struct uk_file *f;
	int rc;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (flags & AT_EMPTY_PATH)
		how |= UK_PATH_EMPTY;
	rc = uk_path_file(dirfd, path, how, &f);
	if (rc)
		return rc;
	rc = change_owner(f, uid, gid);
	uk_file_put(f);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, fchown, int, fd, __u32, uid, __u32, gid)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	int rc;

	if (!of)
		return -EBADF;
	rc = change_owner(of->file, uid, gid);
	uk_ofile_put(of);
	return rc;
}
