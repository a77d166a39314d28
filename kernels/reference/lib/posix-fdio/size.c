/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 ftruncate(), posix_fallocate() by Linux fallocate(2), fsync(),
 * fdatasync(), posix_fadvise().
 */
#include <uk/syscall.h>
#include <uk/vfscore.h>

#include "fdio.h"

UK_SYSCALL_R_DEFINE(int, ftruncate, int, fd, __s64, size)
{
	struct uk_ofile *of;
	int rc;

	if (size < 0)
		return -EINVAL;
	of = uk_fdtab_get_open(fd);
	if (!of)
		return -EBADF;
	if (!uk_ofile_can_write(of) || of->file->dir_ops)
		rc = -EINVAL;
	else
		rc = uk_file_truncate(of->file, size);
	uk_ofile_put(of);
	return rc;
}

static int allocate(struct uk_ofile *of, int mode, __s64 pos, __s64 len)
{
	struct uk_file *f = of->file;
	__s64 end;

	if (!uk_ofile_can_write(of))
		return -EBADF;
	if (pos < 0 || len <= 0)
		return -EINVAL;
	if (uk_file_is(f, S_IFIFO))
		return -ESPIPE;
	if (f->dir_ops)
		return -EISDIR;
	if (!uk_file_is(f, S_IFREG))
		return -ENODEV;
	if (__builtin_add_overflow(pos, len, &end))
		return -EFBIG;
	if (end > f->attr.size && (__u64)end > uk_rlimit_cur(RLIMIT_FSIZE)) {
		uk_signal_raise(SIGXFSZ);
		return -EFBIG;
	}
	return f->ops->allocate ? f->ops->allocate(f, mode, pos, len)
				: -EOPNOTSUPP;
}

UK_SYSCALL_R_DEFINE(int, fallocate, int, fd, int, mode, __s64, pos, __s64, len)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	int rc;

	if (!of)
		return -EBADF;
	rc = allocate(of, mode, pos, len);
	uk_ofile_put(of);
	return rc;
}

static int sync_file(int fd)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	struct uk_fs *fs;
	int rc = 0;

	if (!of)
		return -EBADF;
	fs = of->file->fs;
	if (!uk_file_is(of->file, S_IFREG) && !of->file->dir_ops)
		rc = -EINVAL;
	else if (of->ops->sync)
		rc = of->ops->sync(of);
	else if (fs && fs->ops->sync)
		rc = fs->ops->sync(fs);
	uk_ofile_put(of);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, fsync, int, fd)
{
	return sync_file(fd);
}

UK_SYSCALL_R_DEFINE(int, fdatasync, int, fd)
{
	return sync_file(fd);
}

#define POSIX_FADV_NOREUSE 5

/* All advice is taken by doing nothing */
UK_SYSCALL_R_DEFINE(int, fadvise64, int, fd, __s64, pos, __s64, len, int, advice)
{
	struct uk_ofile *of = uk_fdtab_get_open(fd);
	int rc = 0;

	if (!of)
		return -EBADF;
	if (uk_file_is(of->file, S_IFIFO))
		rc = -ESPIPE;
	else if (advice < 0 || advice > POSIX_FADV_NOREUSE || len < 0)
		rc = -EINVAL;
	uk_ofile_put(of);
	return rc;
}
