/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 fstatat() as Linux has it, and statx(2).
 */
#include <errno.h>
#include <uk/essentials.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

#define STATX_BASIC 0x7ffU
#define STATX_BTIME 0x800U
#define STATX_RESERVED 0x80000000U

struct statx_time {
	__s64 sec;
	__u32 nsec;
	__s32 reserved;
};

struct statx {
	__u32 mask, blksize;
	__u64 attributes;
	__u32 nlink, uid, gid;
	__u16 mode, padding;
	__u64 ino, size, blocks, attributes_mask;
	struct statx_time atime, btime, ctime, mtime;
	__u32 rdev_major, rdev_minor, dev_major, dev_minor;
	__u64 spare[14];
};

_Static_assert(sizeof(struct statx) == 256, "Linux ABI");

static __u64 device_of(const struct uk_file *f)
{
	return f->fs ? f->fs->dev : f->attr.dev;
}

static int put_stat(struct uk_file *f, struct uk_stat *user)
{
	int rc = uk_file_refresh(f);
	const struct uk_attr *a = &f->attr;
	struct uk_stat s = {
		.st_dev = device_of(f),
		.st_ino = a->ino,
		.st_nlink = (__typeof__(s.st_nlink))a->nlink,
		.st_mode = a->mode,
		.st_uid = a->uid,
		.st_gid = a->gid,
		.st_rdev = a->rdev,
		.st_size = a->size,
		.st_blksize = (__s32)a->blksize,
		.st_blocks = (__s64)a->blocks,
		.st_atim = a->atime,
		.st_mtim = a->mtime,
		.st_ctim = a->ctime,
	};

	return rc ? rc : uk_copy_to_user(user, &s, sizeof(s));
}

static struct statx_time statx_time(const struct uk_timespec *t)
{
	return (struct statx_time){t->sec, (__u32)t->nsec, 0};
}

static int put_statx(struct uk_file *f, struct statx *user)
{
	int rc = uk_file_refresh(f);
	const struct uk_attr *a = &f->attr;
	struct statx s = {
		.mask = STATX_BASIC | STATX_BTIME,
		.blksize = a->blksize,
		.nlink = (__u32)a->nlink,
		.uid = a->uid,
		.gid = a->gid,
		.mode = (__u16)a->mode,
		.ino = a->ino,
		.size = (__u64)a->size,
		.blocks = a->blocks,
		.atime = statx_time(&a->atime),
		.btime = statx_time(&a->btime),
		.ctime = statx_time(&a->ctime),
		.mtime = statx_time(&a->mtime),
		.rdev_major = UK_MAJOR(a->rdev),
		.rdev_minor = UK_MINOR(a->rdev),
		.dev_major = UK_MAJOR(device_of(f)),
		.dev_minor = UK_MINOR(device_of(f)),
	};

	return rc ? rc : uk_copy_to_user(user, &s, sizeof(s));
}

/* The file of a path and AT_* flags */
static int find(int dirfd, const char *path, int flags, struct uk_file **f)
{
	unsigned int how = flags & AT_SYMLINK_NOFOLLOW ? 0 : UK_PATH_FOLLOW;

	if (flags & AT_EMPTY_PATH)
		how |= UK_PATH_EMPTY;
	return uk_path_file(dirfd, path, how, f);
}

UK_SYSCALL_R_DEFINE(int, fstat, int, fd, struct uk_stat *, buf)
{
	struct uk_ofile *of = uk_fdtab_get(fd);
	int rc;

	if (!of)
		return -EBADF;
	rc = put_stat(of->file, buf);
	uk_ofile_put(of);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, newfstatat, int, dirfd, const char *, path,
		    struct uk_stat *, buf, int, flags)
{
	struct uk_file *f;
	int rc;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT))
		return -EINVAL;
	rc = find(dirfd, path, flags, &f);
	if (rc)
		return rc;
	rc = put_stat(f, buf);
	uk_file_put(f);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, statx, int, dirfd, const char *, path, int, flags,
		    unsigned int, mask, struct statx *, buf)
{
	struct uk_file *f;
	int rc;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT |
		      AT_STATX_SYNC_TYPE) ||
	    mask & STATX_RESERVED)
		return -EINVAL;
	rc = find(dirfd, path, flags, &f);
	if (rc)
		return rc;
	rc = put_statx(f, buf);
	uk_file_put(f);
	return rc;
}
