/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who may do what: POSIX.1-2017 4.5 file access permissions, XBD 3.2 appropriate
 * privileges as Linux's capabilities (capabilities(7)).
 */
#include <errno.h>
#include <uk/user.h>
#include <uk/vfscore.h>

int uk_file_permission(struct uk_file *f, int mask)
{
	const struct uk_credentials *me = uk_credentials();
	__u32 mode = f->attr.mode, bits = mode;

	if (me->uid.fs == f->attr.uid)
		bits = mode >> 6;
	else if (uk_credentials_in_group(f->attr.gid))
		bits = mode >> 3;
	if (!((__u32)mask & ~bits & 7))
		return 0;
	if (f->dir_ops && !(mask & W_OK) &&
	    uk_credentials_can(UK_CAP_DAC_READ_SEARCH))
		return 0;
	if (mask == R_OK && uk_credentials_can(UK_CAP_DAC_READ_SEARCH))
		return 0;
	/* nobody may execute a file that nobody may execute */
	if ((!(mask & X_OK) || f->dir_ops || mode & 0111) &&
	    uk_credentials_can(UK_CAP_DAC_OVERRIDE))
		return 0;
	return -EACCES;
}

int uk_file_owned(const struct uk_file *f)
{
	if (uk_credentials()->uid.fs == f->attr.uid ||
	    uk_credentials_can(UK_CAP_FOWNER))
		return 0;
	return -EPERM;
}

int uk_dir_writable(struct uk_file *dir)
{
	int rc = uk_file_permission(dir, W_OK | X_OK);

	if (rc)
		return rc;
	if (uk_file_is_read_only(dir))
		return -EROFS;
	return dir->attr.nlink ? 0 : -ENOENT;
}

int uk_dir_removable(struct uk_file *dir, const struct uk_file *f)
{
	int rc = uk_dir_writable(dir);

	if (rc)
		return rc;
	if (dir->attr.mode & S_ISVTX &&
	    uk_credentials()->uid.fs != dir->attr.uid)
		return uk_file_owned(f);
	return 0;
}

void uk_file_inherit(struct uk_file *f, const struct uk_file *dir)
{
	f->attr.uid = uk_credentials()->uid.fs;
	f->attr.gid = uk_credentials()->gid.fs;
	if (dir->attr.mode & S_ISGID) {
		f->attr.gid = dir->attr.gid;
		if (uk_file_is(f, S_IFDIR))
			f->attr.mode |= S_ISGID;
	}
}

int uk_file_setattr(struct uk_file *f, unsigned int what,
		    const struct uk_attr *attr)
{
	int rc = f->ops->setattr ? f->ops->setattr(f, what, attr) : 0;

	if (rc)
		return rc;
	if (what & UK_ATTR_MODE)
		f->attr.mode = (f->attr.mode & S_IFMT) | (attr->mode & S_IALL);
	if (what & UK_ATTR_UID)
		f->attr.uid = attr->uid;
	if (what & UK_ATTR_GID)
		f->attr.gid = attr->gid;
	uk_file_touch(f, 0);
	if (what & UK_ATTR_ATIME)
		f->attr.atime = attr->atime;
	if (what & UK_ATTR_MTIME)
		f->attr.mtime = attr->mtime;
	return 0;
}
