/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Timers of programs. POSIX.1-2017 timer_create(), timer_settime(),
 * timer_delete(); SIGEV_THREAD_ID of Linux.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/nofault.h>
#include <uk/program.h>
#include <uk/syscall.h>

#include "internal.h"
#include "timer.h"

#define TIMER_ABSTIME 1
#define TIMERS_MAX 1024

#define SIGEV_SIGNAL 0
#define SIGEV_NONE 1
#define SIGEV_THREAD 2
#define SIGEV_THREAD_ID 4

#define SIGALRM 14

struct sigevent64 {
	__u64 value;
	int signo, notify, tid;
};

/* Numbers of timers are those of their process; interval timers have none */
static struct uk_timer *find(int id)
{
	struct posix_process *p = posix_process_current();
	struct uk_timer *t = uk_timer_first();

	while (t && (t->process != p || t->id != id))
		t = t->next;
	return id < 0 ? NULL : t;
}

static int free_id(void)
{
	int id = 0;

	while (id < TIMERS_MAX && find(id))
		id++;
	return id < TIMERS_MAX ? id : -EAGAIN;
}

/* Of CPU time, whose is told apart from the clock */
static void set_cpu_clock(struct uk_timer *t, int clock)
{
	int id = ~(clock >> CPU_CLOCK_ID_SHIFT);

	t->clock = clock & CPU_CLOCK_THREAD ? CLOCK_THREAD_CPUTIME_ID
					    : CLOCK_PROCESS_CPUTIME_ID;
	if (clock & CPU_CLOCK_THREAD)
		t->clock_tid = id ? id : posix_thread_current()->tid;
}

static int set_clock(struct uk_timer *t, int clock)
{
	__nsec now;
	int rc = uk_clock_read(clock, &now);

	if (rc)
		return rc;
	if (clock < 0) {
		set_cpu_clock(t, clock);
		return 0;
	}
	if (clock == CLOCK_MONOTONIC_RAW || clock == CLOCK_REALTIME_COARSE ||
	    clock == CLOCK_MONOTONIC_COARSE)
		return -EOPNOTSUPP;
	t->clock = clock;
	if (clock == CLOCK_THREAD_CPUTIME_ID)
		t->clock_tid = posix_thread_current()->tid;
	return 0;
}

static int set_event(struct uk_timer *t, const struct sigevent64 *event)
{
	t->is_silent = event->notify == SIGEV_NONE;
	if (t->is_silent)
		return 0;
	if (event->notify != SIGEV_SIGNAL && event->notify != SIGEV_THREAD &&
	    event->notify != SIGEV_THREAD_ID)
		return -EINVAL;
	if (event->signo < 1 || event->signo > UK_SIGNAL_COUNT)
		return -EINVAL;
	if (event->notify == SIGEV_THREAD_ID) {
		t->target_tid = event->tid;
		if (!posix_process_find(t->process, event->tid))
			return -EINVAL;
	}
	t->info.signo = event->signo;
	t->info.code = UK_SI_TIMER;
	t->info.timer.id = t->id;
	t->info.timer.value = event->value;
	return 0;
}

static int create(struct uk_timer *t, int clock, const struct sigevent64 *from,
		  int *id)
{
	struct sigevent64 event = { .signo = SIGALRM, .notify = SIGEV_SIGNAL };
	int rc;

	t->process = posix_process_current();
	t->id = free_id();
	if (t->id < 0)
		return t->id;
	event.value = (__u64)t->id;
	if (from && !uk_nofault_try_read(event, from))
		return -EFAULT;
	rc = set_clock(t, clock);
	rc = rc ? rc : set_event(t, &event);
	if (!rc && !uk_nofault_try_write(t->id, id))
		rc = -EFAULT;
	return rc;
}

UK_SYSCALL_R_DEFINE(int, timer_create, int, clock, const void *, event, int *,
		    id)
{
	struct uk_timer *t = uk_zalloc(uk_alloc_get_default(), sizeof(*t));
	int rc = t ? create(t, clock, event, id) : -EAGAIN;

	if (rc == 0)
		uk_timer_add(t);
	else if (t)
		uk_free(uk_alloc_get_default(), t);
	return rc;
}

static void delete(struct uk_timer *t)
{
	uk_timer_remove(t);
	uk_free(uk_alloc_get_default(), t);
}

UK_SYSCALL_R_DEFINE(int, timer_delete, int, id)
{
	struct uk_timer *t = find(id);

	if (!t)
		return -EINVAL;
	delete(t);
	return 0;
}

UK_SYSCALL_R_DEFINE(int, timer_getoverrun, int, id)
{
	struct uk_timer *t = find(id);

	return t ? uk_timer_overrun(t) : -EINVAL;
}

static int put(struct uk_timer *t, void *to)
{
	const struct uk_itimerspec spec = {
		.interval = uk_timespec_of(t->expires ? t->interval : 0),
		.value = uk_timespec_of(uk_timer_rest(t)),
	};

	return uk_nofault_try_write(spec, to) ? 0 : -EFAULT;
}

UK_SYSCALL_R_DEFINE(int, timer_gettime, int, id, void *, to)
{
	struct uk_timer *t = find(id);

	return t ? put(t, to) : -EINVAL;
}

static __nsec expiry(const struct uk_timer *t, int flags, __nsec value)
{
	__nsec now = flags & TIMER_ABSTIME ? 0 : uk_timer_now(t);

	if (!value)
		return 0;
	return value < __NSEC_MAX - now ? now + value : __NSEC_MAX;
}

UK_SYSCALL_R_DEFINE(int, timer_settime, int, id, int, flags, const void *, from,
		    void *, old)
{
	struct uk_timer *t = find(id);
	struct uk_itimerspec spec;

	if (!from)
		return -EINVAL;
	if (!uk_nofault_try_read(spec, from))
		return -EFAULT;
	if (!t || !uk_timespec_is_valid(&spec.value) ||
	    !uk_timespec_is_valid(&spec.interval))
		return -EINVAL;
	if (old && put(t, old))
		return -EFAULT;
	return uk_timer_arm(t,
			    expiry(t, flags, uk_timespec_to_nsec(&spec.value)),
			    uk_timespec_to_nsec(&spec.interval));
}

/* Those of the program that ended, whose process is not there any more; the
 * caller's are those of the kernel's C library
 */
static void clean_up(void)
{
	const struct posix_process *own = posix_process_current();
	struct uk_timer *t = uk_timer_first();
	struct uk_timer *next;

	for (; t; t = next) {
		next = t->next;
		if (t->process == own)
			continue;
		if (t->id < 0)
			uk_timer_remove(t);
		else
			delete(t);
	}
}

UK_PROGRAM_HOOKS(NULL, clean_up, 5);
