/* SPDX-License-Identifier: BSD-3-Clause */
/* Interval timers. POSIX.1-2017 setitimer(), getitimer(). */
#include <errno.h>
#include <uk/nofault.h>
#include <uk/syscall.h>
#include <uk/utrap.h>

#include "itimer.h"

#define SIGALRM 14
#define SIGVTALRM 26
#define SIGPROF 27
#define USEC_PER_SEC 1000000L
#define NSEC_PER_USEC 1000L

struct itimerval64 {
	struct {
		long sec, usec;
	} interval, value;
};

/* All CPU time counts as user time */
static const struct {
	int clock, signo;
} kinds[ITIMER_COUNT] = {
	[ITIMER_REAL] = { CLOCK_MONOTONIC, SIGALRM },
	[ITIMER_VIRTUAL] = { CLOCK_PROCESS_CPUTIME_ID, SIGVTALRM },
	[ITIMER_PROF] = { CLOCK_PROCESS_CPUTIME_ID, SIGPROF },
};

/* One process at a time uses them */
static struct uk_timer timers[ITIMER_COUNT];

static bool is_listed(const struct uk_timer *t)
{
	const struct uk_timer *u = uk_timer_first();

	while (u && u != t)
		u = u->next;
	return !!u;
}

struct uk_timer *uk_itimer(int which)
{
	struct uk_timer *t = &timers[which];

	if (!is_listed(t)) {
		*t = (struct uk_timer){
			.id = -1,
			.clock = kinds[which].clock,
			.info = { .signo = kinds[which].signo,
				  .code = UK_SI_KERNEL },
		};
		uk_timer_add(t);
	}
	t->process = posix_process_current();
	return t;
}

static int put(struct uk_timer *t, void *to)
{
	struct uk_timespec value = uk_timespec_of(uk_timer_rest(t));
	struct uk_timespec interval =
		uk_timespec_of(t->expires ? t->interval : 0);
	struct itimerval64 it = {
		.value = { value.sec, value.nsec / NSEC_PER_USEC },
		.interval = { interval.sec, interval.nsec / NSEC_PER_USEC },
	};

	/* what is armed is not 0 */
	if (t->expires && !it.value.sec && !it.value.usec)
		it.value.usec = 1;
	return uk_nofault_try_write(it, to) ? 0 : -EFAULT;
}

UK_SYSCALL_R_DEFINE(int, getitimer, int, which, void *, to)
{
	if (which < 0 || which >= ITIMER_COUNT)
		return -EINVAL;
	return put(uk_itimer(which), to);
}

static bool to_nsec(long sec, long usec, __nsec *nsec)
{
	const struct uk_timespec ts = { sec, usec * NSEC_PER_USEC };

	*nsec = uk_timespec_to_nsec(&ts);
	return sec >= 0 && usec >= 0 && usec < USEC_PER_SEC;
}

static __nsec expiry(const struct uk_timer *t, __nsec value)
{
	__nsec now = uk_timer_now(t);

	if (!value)
		return 0;
	return value < __NSEC_MAX - now ? now + value : __NSEC_MAX;
}

UK_SYSCALL_R_DEFINE(int, setitimer, int, which, const void *, from, void *, old)
{
	struct itimerval64 it = {0};
	__nsec value, interval;
	struct uk_timer *t;

	if (which < 0 || which >= ITIMER_COUNT)
		return -EINVAL;
	if (from && !uk_nofault_try_read(it, from))
		return -EFAULT;
	if (!to_nsec(it.value.sec, it.value.usec, &value) ||
	    !to_nsec(it.interval.sec, it.interval.usec, &interval))
		return -EINVAL;
	t = uk_itimer(which);
	if (old && put(t, old))
		return -EFAULT;
	return uk_timer_arm(t, expiry(t, value), interval);
}
