/* SPDX-License-Identifier: BSD-3-Clause */
/* The system call futex(2) of Linux. */
#include <errno.h>
#include <uk/nofault.h>
#include <uk/posix_time.h>
#include <uk/syscall.h>

#include "internal.h"

#define FUTEX_CMD_MASK (~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME))

struct futex_call {
	__uptr address, address2;
	const struct uk_timespec *timeout;
	int cmd, op;
	__u32 value, value3;
};

static bool is_absolute(const struct futex_call *c)
{
	return c->cmd != FUTEX_WAIT;
}

static int clock_of(const struct futex_call *c)
{
	if ((c->op & FUTEX_CLOCK_REALTIME) || c->cmd == FUTEX_LOCK_PI)
		return CLOCK_REALTIME;
	return CLOCK_MONOTONIC;
}

/* @param[out] until on the monotonic clock, 0: no limit */
static int read_timeout(const struct futex_call *c, __nsec *until)
{
	struct uk_timespec ts;

	*until = 0;
	if (!c->timeout)
		return 0;
	if (!uk_nofault_try_read(ts, c->timeout))
		return -EFAULT;
	if (!uk_timespec_is_valid(&ts))
		return -EINVAL;
	*until = uk_time_deadline(clock_of(c), &ts, is_absolute(c));
	return 0;
}

static int wait(const struct futex_call *c, __u32 bits)
{
	struct futex_waiter w = { .address = c->address, .bits = bits };
	__nsec until;
	__u32 word;
	int rc = bits ? read_timeout(c, &until) : -EINVAL;

	rc = rc ? rc : futex_read(c->address, &word);
	if (rc)
		return rc;
	if (word != c->value)
		return -EAGAIN;
	rc = futex_wait(&w, until);
	return until ? rc : uk_waitq_restart(rc);
}

static int wake(const struct futex_call *c, __u32 bits)
{
	if (!bits || !IS_ALIGNED(c->address, sizeof(__u32)))
		return -EINVAL;
	return futex_wake(c->address, c->value, bits);
}

/* The fourth argument is a number here */
static int requeue(const struct futex_call *c)
{
	int move_count = (int)(__uptr)c->timeout;
	__u32 word;
	int rc;

	if ((int)c->value < 0 || move_count < 0 ||
	    !IS_ALIGNED(c->address2, sizeof(__u32)))
		return -EINVAL;
	rc = futex_read(c->address, &word);
	if (rc)
		return rc;
	if (c->cmd == FUTEX_CMP_REQUEUE && word != c->value3)
		return -EAGAIN;
	return futex_requeue(c->address, c->address2, c->value,
			     (unsigned int)move_count);
}

static int lock_pi(const struct futex_call *c)
{
	__nsec until;
	int rc = read_timeout(c, &until);

	return rc ? rc : uk_waitq_restart(futex_lock_pi(c->address, true, until));
}

static int call(const struct futex_call *c)
{
	switch (c->cmd) {
	case FUTEX_WAIT:
		return wait(c, FUTEX_BITSET_ALL);
	case FUTEX_WAIT_BITSET:
		return wait(c, c->value3);
	case FUTEX_WAKE:
		return wake(c, FUTEX_BITSET_ALL);
	case FUTEX_WAKE_BITSET:
		return wake(c, c->value3);
	case FUTEX_REQUEUE:
	case FUTEX_CMP_REQUEUE:
		return requeue(c);
	case FUTEX_LOCK_PI:
	case FUTEX_LOCK_PI2:
		return lock_pi(c);
	case FUTEX_TRYLOCK_PI:
		return futex_lock_pi(c->address, false, 0);
	case FUTEX_UNLOCK_PI:
		return futex_unlock_pi(c->address);
	default:
		return -ENOSYS;
	}
}

UK_SYSCALL_R_DEFINE(int, futex, __uptr, address, int, op, __u32, value,
		    const void *, timeout, __uptr, address2, __u32, value3)
{
	const struct futex_call c = {
		.address = address,
		.address2 = address2,
		.timeout = timeout,
		.cmd = op & FUTEX_CMD_MASK,
		.op = op,
		.value = value,
		.value3 = value3,
	};

	if ((op & FUTEX_CLOCK_REALTIME) && c.cmd != FUTEX_WAIT &&
	    c.cmd != FUTEX_WAIT_BITSET && c.cmd != FUTEX_LOCK_PI2)
		return -ENOSYS;
	return call(&c);
}
