/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Advisory locks on files: byte ranges (POSIX.1-2017 fcntl(); open file
 * description locks of Linux) and whole files (flock() of BSD). The two kinds do
 * not see each other.
 */
#ifndef __UK_FILE_LOCK_H__
#define __UK_FILE_LOCK_H__

#include <uk/file.h>

#ifdef __cplusplus
extern "C" {
#endif

#define F_RDLCK 0
#define F_WRLCK 1
#define F_UNLCK 2

enum uk_file_lock_kind { UK_LOCK_RANGE, UK_LOCK_WHOLE };

struct uk_file_lock {
	struct uk_file_lock *next;
	const void *owner; /* open file, or UK_LOCK_PROCESS */
	enum uk_file_lock_kind kind;
	int type;		/* F_RDLCK, F_WRLCK */
	__s64 start, end;	/* first and last byte */
};

/** The owner of the locks that the process has by fcntl() */
#define UK_LOCK_PROCESS ((const void *)1)

/** @return a lock that stands against this one, or NULL */
const struct uk_file_lock *
uk_file_lock_conflict(const struct uk_file *f, const struct uk_file_lock *want);

/**
 * Gives the owner the lock `want` over its range, in place of what it had there;
 * F_UNLCK takes away.
 * @return 0; -EAGAIN: another owner's lock stands against it; with `is_waiting`
 *   -EINTR, -EDEADLK; -ENOLCK: no memory
 */
int uk_file_lock_set(struct uk_file *f, const struct uk_file_lock *want,
		     bool is_waiting);

/** Ends all locks of an owner */
void uk_file_lock_release(struct uk_file *f, const void *owner);

#ifdef __cplusplus
}
#endif

#endif /* __UK_FILE_LOCK_H__ */
