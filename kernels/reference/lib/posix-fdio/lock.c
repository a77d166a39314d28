/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 fcntl() about record locks, Linux's open file description locks
 * (fcntl(2)), and flock(2).
 */
#include <uk/file_lock.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "fdio.h"

struct flock {
	__s16 type, whence;
	__s32 padding;
	__s64 start, len;
	__s32 pid;
	__s32 padding2;
};

_Static_assert(sizeof(struct flock) == 32, "Linux ABI");

#define LOCK_SH 1
#define LOCK_EX 2
#define LOCK_NB 4
#define LOCK_UN 8

static int base_of(const struct uk_ofile *of, int whence, __s64 *base)
{
	switch (whence) {
	case SEEK_SET:
		*base = 0;
		return 0;
	case SEEK_CUR:
		*base = of->pos;
		return 0;
	case SEEK_END:
		*base = of->file->attr.size;
		return 0;
	default:
		return -EINVAL;
	}
}

/* A negative length is what lies before the start; 0 is up to the end of all */
static int range_of(const struct uk_ofile *of, const struct flock *fl,
		    struct uk_file_lock *l)
{
	__s64 start, len = fl->len;
	int rc = base_of(of, fl->whence, &start);

	if (rc)
		return rc;
	if (__builtin_add_overflow(start, fl->start, &start))
		return -EOVERFLOW;
	if (len < 0) {
		l->end = start - 1;
		if (__builtin_add_overflow(start, len, &start))
			return -EINVAL;
	} else if (!len) {
		l->end = __S64_MAX;
	} else if (__builtin_add_overflow(start, len - 1, &l->end)) {
		return -EOVERFLOW;
	}
	l->start = start;
	return start < 0 ? -EINVAL : 0;
}

static int describe(const struct uk_ofile *of, const struct flock *fl,
		    bool is_of_file, struct uk_file_lock *l)
{
	if (fl->type < F_RDLCK || fl->type > F_UNLCK || (is_of_file && fl->pid))
		return -EINVAL;
	*l = (struct uk_file_lock){
		.kind = UK_LOCK_RANGE,
		.type = fl->type,
		.owner = is_of_file ? (const void *)of : UK_LOCK_PROCESS,
	};
	return range_of(of, fl, l);
}

static int tell(const struct uk_ofile *of, const struct uk_file_lock *want,
		struct flock *fl)
{
	const struct uk_file_lock *l = uk_file_lock_conflict(of->file, want);

	if (want->type == F_UNLCK)
		return -EINVAL;
	if (!l) {
		fl->type = F_UNLCK;
		return 0;
	}
	*fl = (struct flock){
		.type = (__s16)l->type,
		.whence = SEEK_SET,
		.start = l->start,
		.len = l->end == __S64_MAX ? 0 : l->end - l->start + 1,
		.pid = l->owner == UK_LOCK_PROCESS
			       ? (int)uk_syscall_r(UK_SYS_getpid)
			       : -1,
	};
	return 0;
}

static int set(struct uk_ofile *of, const struct uk_file_lock *want,
	       bool is_waiting)
{
	if ((want->type == F_RDLCK && !uk_ofile_can_read(of)) ||
	    (want->type == F_WRLCK && !uk_ofile_can_write(of)))
		return -EBADF;
	return uk_file_lock_set(of->file, want, is_waiting);
}

long fdio_lock_control(struct uk_ofile *of, int command, void *user)
{
	bool is_of_file = command >= F_OFD_GETLK;
	struct uk_file_lock want;
	struct flock fl;
	int rc;

	if (uk_copy_from_user(&fl, user, sizeof(fl)))
		return -EFAULT;
	rc = describe(of, &fl, is_of_file, &want);
	if (rc)
		return rc;
	if (command != F_GETLK && command != F_OFD_GETLK)
		return set(of, &want,
			   command == F_SETLKW || command == F_OFD_SETLKW);
	rc = tell(of, &want, &fl);
	return rc ? rc : uk_copy_to_user(user, &fl, sizeof(fl));
}

static int flock_type(int operation)
{
	switch (operation & ~LOCK_NB) {
	case LOCK_SH:
		return F_RDLCK;
	case LOCK_EX:
		return F_WRLCK;
	case LOCK_UN:
		return F_UNLCK;
	default:
		return -EINVAL;
	}
}

UK_SYSCALL_R_DEFINE(int, flock, int, fd, int, operation)
{
	struct uk_file_lock want = {.kind = UK_LOCK_WHOLE, .end = __S64_MAX};
	struct uk_ofile *of;
	int rc;

	want.type = flock_type(operation);
	if (want.type < 0)
		return want.type;
	of = uk_fdtab_get_open(fd);
	if (!of)
		return -EBADF;
	want.owner = of;
	rc = uk_file_lock_set(of->file, &want, !(operation & LOCK_NB));
	uk_ofile_put(of);
	return rc;
}
