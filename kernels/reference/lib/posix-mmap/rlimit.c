/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Limits of resources. POSIX.1-2017 getrlimit(), setrlimit(); prlimit64() and
 * errors of Linux. Interface: <uk/rlimit.h>.
 */
#include <stdbool.h>
#include <string.h>
#include <uk/rlimit.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#define STACK_SIZE (8UL << 20)
/* As for programs on the host: who fills it is done soon */
#define ADDRESS_SPACE (512UL << 20)
#define OPEN_FILES 1024
#define OPEN_FILES_MAX 4096
#define THREADS 1000
#define SIGNALS 1024
#define MESSAGE_BYTES 819200

struct limit {
	__u64 cur, max;
};

#define UNLIMITED { UK_RLIM_INFINITY, UK_RLIM_INFINITY }

static const struct limit defaults[UK_RLIMIT_COUNT] = {
	UNLIMITED, UNLIMITED, UNLIMITED,
	[UK_RLIMIT_STACK] = {STACK_SIZE, UK_RLIM_INFINITY},
	[UK_RLIMIT_CORE] = {0, UK_RLIM_INFINITY},
	[UK_RLIMIT_RSS] = UNLIMITED,
	[UK_RLIMIT_NPROC] = {THREADS, THREADS},
	[UK_RLIMIT_NOFILE] = {OPEN_FILES, OPEN_FILES_MAX},
	[UK_RLIMIT_MEMLOCK] = UNLIMITED,
	[UK_RLIMIT_AS] = {ADDRESS_SPACE, ADDRESS_SPACE},
	[10] = UNLIMITED,
	[UK_RLIMIT_SIGPENDING] = {SIGNALS, SIGNALS},
	[UK_RLIMIT_MSGQUEUE] = {MESSAGE_BYTES, MESSAGE_BYTES},
	[15] = UNLIMITED,
};

static struct limit limits[UK_RLIMIT_COUNT];
static bool is_set;

void uk_rlimit_reset(void)
{
	memcpy(limits, defaults, sizeof(limits));
	is_set = true;
}

static struct limit *limit_of(int resource)
{
	if (!is_set)
		uk_rlimit_reset();
	return &limits[resource];
}

__u64 uk_rlimit_cur(int resource)
{
	return limit_of(resource)->cur;
}

static int set_limit(int resource, const void *user)
{
	struct limit next;

	if (uk_copy_from_user(&next, user, sizeof(next)))
		return -EFAULT;
	if (next.cur > next.max)
		return -EINVAL;
	/* The owner of the process may raise its own limits (uid 0), but not
	 * what the kernel itself can hold
	 */
	if (next.max > defaults[resource].max)
		return -EPERM;
	*limit_of(resource) = next;
	return 0;
}

static int change(int resource, const void *next, void *old)
{
	struct limit prev;
	int rc = 0;

	if (resource < 0 || resource >= UK_RLIMIT_COUNT)
		return -EINVAL;
	prev = *limit_of(resource);
	if (next)
		rc = set_limit(resource, next);
	if (rc || !old)
		return rc;
	return uk_copy_to_user(old, &prev, sizeof(prev));
}

UK_SYSCALL_R_DEFINE(int, prlimit64, int, pid, int, resource, const void *, next,
		    void *, old)
{
	if (pid && pid != (int)uk_syscall6_r(UK_SYS_getpid, 0, 0, 0, 0, 0, 0))
		return -ESRCH;
	return change(resource, next, old);
}

UK_SYSCALL_R_DEFINE(int, getrlimit, int, resource, void *, old)
{
	return change(resource, NULL, old);
}

UK_SYSCALL_R_DEFINE(int, setrlimit, int, resource, const void *, next)
{
	return change(resource, next, NULL);
}
