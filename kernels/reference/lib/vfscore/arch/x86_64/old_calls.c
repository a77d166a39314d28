/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The older calls of x86_64, which newer architectures do not have: each is its
 * *at form in the current directory.
 */
#include <uk/syscall.h>
#include <uk/useraccess.h>
#include <uk/vfscore.h>

UK_SYSCALL_R_DEFINE(long, open, const char *, path, int, flags, __u32, mode)
{
	return uk_syscall_r(UK_SYS_openat, AT_FDCWD, path, flags, mode);
}

UK_SYSCALL_R_DEFINE(long, creat, const char *, path, __u32, mode)
{
	return uk_syscall_r(UK_SYS_openat, AT_FDCWD, path,
			    O_CREAT | O_WRONLY | O_TRUNC, mode);
}

UK_SYSCALL_R_DEFINE(long, stat, const char *, path, void *, buf)
{
	return uk_syscall_r(UK_SYS_newfstatat, AT_FDCWD, path, buf, 0);
}

UK_SYSCALL_R_DEFINE(long, lstat, const char *, path, void *, buf)
{
	return uk_syscall_r(UK_SYS_newfstatat, AT_FDCWD, path, buf,
			    AT_SYMLINK_NOFOLLOW);
}

UK_SYSCALL_R_DEFINE(long, access, const char *, path, int, mode)
{
	return uk_syscall_r(UK_SYS_faccessat, AT_FDCWD, path, mode);
}

UK_SYSCALL_R_DEFINE(long, rename, const char *, from, const char *, to)
{
	return uk_syscall_r(UK_SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

UK_SYSCALL_R_DEFINE(long, mkdir, const char *, path, __u32, mode)
{
	return uk_syscall_r(UK_SYS_mkdirat, AT_FDCWD, path, mode);
}

UK_SYSCALL_R_DEFINE(long, rmdir, const char *, path)
{
	return uk_syscall_r(UK_SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

UK_SYSCALL_R_DEFINE(long, unlink, const char *, path)
{
	return uk_syscall_r(UK_SYS_unlinkat, AT_FDCWD, path, 0);
}

UK_SYSCALL_R_DEFINE(long, link, const char *, from, const char *, to)
{
	return uk_syscall_r(UK_SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

UK_SYSCALL_R_DEFINE(long, symlink, const char *, target, const char *, path)
{
	return uk_syscall_r(UK_SYS_symlinkat, target, AT_FDCWD, path);
}

UK_SYSCALL_R_DEFINE(long, readlink, const char *, path, char *, buf, int, cap)
{
	return uk_syscall_r(UK_SYS_readlinkat, AT_FDCWD, path, buf, cap);
}

UK_SYSCALL_R_DEFINE(long, chmod, const char *, path, __u32, mode)
{
	return uk_syscall_r(UK_SYS_fchmodat, AT_FDCWD, path, mode);
}

UK_SYSCALL_R_DEFINE(long, chown, const char *, path, __u32, uid, __u32, gid)
{
	return uk_syscall_r(UK_SYS_fchownat, AT_FDCWD, path, uid, gid, 0);
}

UK_SYSCALL_R_DEFINE(long, lchown, const char *, path, __u32, uid, __u32, gid)
{
	return uk_syscall_r(UK_SYS_fchownat, AT_FDCWD, path, uid, gid,
			    AT_SYMLINK_NOFOLLOW);
}

UK_SYSCALL_R_DEFINE(long, mknod, const char *, path, __u32, mode, unsigned int,
		    dev)
{
	return uk_syscall_r(UK_SYS_mknodat, AT_FDCWD, path, mode, dev);
}

struct timeval {
	__s64 sec, usec;
};

/* Microseconds become nanoseconds in place: the layouts agree */
static long set_times(int dirfd, const char *path, const struct timeval *user)
{
	struct timeval t[2];

	if (!user)
		return uk_syscall_r(UK_SYS_utimensat, dirfd, path, NULL, 0);
	if (uk_copy_from_user(t, user, sizeof(t)))
		return -EFAULT;
	for (int i = 0; i < 2; i++) {
		if (t[i].usec < 0 || t[i].usec >= 1000000)
			return -EINVAL;
		t[i].usec *= 1000;
	}
	return uk_syscall_r(UK_SYS_utimensat, dirfd, path, t, 0);
}

UK_SYSCALL_R_DEFINE(long, utimes, const char *, path, const struct timeval *,
		    times)
{
	return set_times(AT_FDCWD, path, times);
}

UK_SYSCALL_R_DEFINE(long, futimesat, int, dirfd, const char *, path,
		    const struct timeval *, times)
{
	return set_times(dirfd, path, times);
}

UK_SYSCALL_R_DEFINE(long, utime, const char *, path, const __s64 *, times)
{
	struct timeval t[2] = {{0, 0}, {0, 0}};
	__s64 seconds[2];

	if (!times)
		return set_times(AT_FDCWD, path, NULL);
	if (uk_copy_from_user(seconds, times, sizeof(seconds)))
		return -EFAULT;
	t[0].sec = seconds[0];
	t[1].sec = seconds[1];
	return set_times(AT_FDCWD, path, t);
}
