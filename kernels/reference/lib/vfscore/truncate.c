/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 truncate(), and the size of files by other ways.
 */
#include <errno.h>
#include <uk/essentials.h>
#include <uk/syscall.h>
#include <uk/vfscore.h>

int uk_file_truncate(struct uk_file *f, __s64 size)
{
	__s64 old_size = f->attr.size;
	int rc;

	if (f->dir_ops)
		return -EISDIR;
	if (!f->ops->truncate)
		return -EINVAL;
	if (uk_file_is_read_only(f))
		return -EROFS;
	if (size > f->attr.size && (__u64)size > uk_rlimit_cur(RLIMIT_FSIZE)) {
		uk_signal_raise(SIGXFSZ);
		return -EFBIG;
	}
	rc = f->ops->truncate(f, size);
	if (!rc && size < old_size)
		uk_file_shrunk(f);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, truncate, const char *, path, __s64, size)
{
	struct uk_file *f;
	int rc;

	if (size < 0)
		return -EINVAL;
	rc = uk_path_file(AT_FDCWD, path, UK_PATH_FOLLOW, &f);
	if (rc)
		return rc;
	rc = uk_file_permission(f, W_OK);
	if (!rc)
		rc = uk_file_truncate(f, size);
	uk_file_put(f);
	return rc;
}
