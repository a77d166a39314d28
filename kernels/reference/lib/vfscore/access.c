/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 faccessat(); Linux faccessat2(2).
 */
#include <errno.h>
#include <uk/syscall.h>
#include <uk/user.h>
#include <uk/vfscore.h>

static int check(struct uk_file *f, int mask)
{
	if (mask & W_OK && uk_file_is_read_only(f) &&
	    (f->dir_ops || uk_file_is(f, S_IFREG)))
		return -EROFS;
	return uk_file_permission(f, mask);
}

static int access_at(int dirfd, const char *path, int mask, int flags)
{
	unsigned int how = flags & AT_SYMLINK_NOFOLLOW ? 0 : UK_PATH_FOLLOW;
	struct uk_credentials_saved saved;
	struct uk_file *f;
	int rc;

	if (mask & ~(R_OK | W_OK | X_OK) ||
	    flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (flags & AT_EMPTY_PATH)
		how |= UK_PATH_EMPTY;
	if (!(flags & AT_EACCESS))
		uk_credentials_use_real(&saved);
	rc = uk_path_file(dirfd, path, how, &f);
	if (!rc) {
		rc = check(f, mask);
		uk_file_put(f);
	}
	if (!(flags & AT_EACCESS))
		uk_credentials_restore(&saved);
	return rc;
}

UK_SYSCALL_R_DEFINE(int, faccessat, int, dirfd, const char *, path, int, mask)
{
	return access_at(dirfd, path, mask, 0);
}

UK_SYSCALL_R_DEFINE(int, faccessat2, int, dirfd, const char *, path, int, mask,
		    int, flags)
{
	return access_at(dirfd, path, mask, flags);
}
