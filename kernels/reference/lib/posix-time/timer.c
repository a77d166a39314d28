/* SPDX-License-Identifier: BSD-3-Clause */
/* Expiry of timers. POSIX.1-2017 2.4.1 (signals of timers). Interface: timer.h. */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/bkl.h>
#include <uk/init.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/sched.h>

#include "timer.h"

/* Nobody is served more often: expirations in between are overruns */
#define GRAIN_NSEC 100000UL
#define THREAD_STACK 16384
#define OVERRUN_MAX 0x7fffffff

static struct uk_timer *timers;
static struct uk_sched *boot_sched;
static struct uk_thread *server;

struct uk_timer *uk_timer_first(void)
{
	return timers;
}

void uk_timer_add(struct uk_timer *t)
{
	t->next = timers;
	timers = t;
}

void uk_timer_remove(struct uk_timer *t)
{
	struct uk_timer **at = &timers;

	while (*at != t)
		at = &(*at)->next;
	*at = t->next;
}

static bool is_cpu_time(const struct uk_timer *t)
{
	return t->clock == CLOCK_PROCESS_CPUTIME_ID ||
	       t->clock == CLOCK_THREAD_CPUTIME_ID;
}

/* The clock of a thread that is no more stands still */
__nsec uk_timer_now(const struct uk_timer *t)
{
	struct posix_thread *pt;
	__nsec now = 0;

	if (t->clock == CLOCK_PROCESS_CPUTIME_ID)
		return posix_process_cpu_time(t->process);
	if (t->clock != CLOCK_THREAD_CPUTIME_ID) {
		uk_clock_read(t->clock, &now);
		return now;
	}
	pt = posix_process_find(t->process, t->clock_tid);
	return pt ? uk_thread_cpu_time(pt->thread) : 0;
}

__nsec uk_timer_rest(struct uk_timer *t)
{
	__nsec now;

	if (!t->expires)
		return 0;
	now = uk_timer_now(t);
	return t->expires > now ? t->expires - now : 1;
}

static void add_overrun(struct uk_timer *t, __nsec count)
{
	t->overrun = count < (__nsec)(OVERRUN_MAX - t->overrun)
			     ? t->overrun + (int)count
			     : OVERRUN_MAX;
}

int uk_timer_overrun(const struct uk_timer *t)
{
	return uk_signal_timer_is_pending(t->process, t->id)
		       ? t->overrun_before
		       : t->overrun;
}

/* A signal that is still pending stands for this expiry, too */
static void send(struct uk_timer *t, __nsec missed)
{
	struct posix_thread *pt =
		posix_process_find(t->process, t->target_tid);

	if (t->info.code == UK_SI_TIMER &&
	    uk_signal_timer_is_pending(t->process, t->id)) {
		add_overrun(t, missed + 1);
		return;
	}
	t->overrun_before = t->overrun;
	t->overrun = 0;
	add_overrun(t, missed);
	if (t->info.code == UK_SI_TIMER)
		t->info.timer.overrun = t->overrun;
	if (!t->target_tid)
		uk_signal_send_process(t->process, &t->info);
	else if (pt)
		uk_signal_send_thread(pt, &t->info);
}

static void expire(struct uk_timer *t, __nsec now)
{
	__nsec missed = 0;

	if (t->interval) {
		missed = (now - t->expires) / t->interval;
		t->expires += (missed + 1) * t->interval;
	} else {
		t->expires = 0;
	}
	if (!t->is_silent)
		send(t, missed);
}

/* @return nanoseconds after which it is to be looked at again. CPU time may pass
 * on all CPUs at once
 */
static __nsec serve_one(struct uk_timer *t)
{
	__nsec now = uk_timer_now(t);

	if (t->expires <= now)
		expire(t, now);
	if (!t->expires)
		return __NSEC_MAX;
	now = t->expires - now;
	if (is_cpu_time(t))
		now /= ukplat_lcpu_count();
	return MAX(now, GRAIN_NSEC);
}

static __nsec serve_all(void)
{
	__nsec rest = __NSEC_MAX;
	struct uk_timer *t;

	for (t = timers; t; t = t->next)
		if (t->expires)
			rest = MIN(rest, serve_one(t));
	return rest;
}

static void serve(void *arg __unused)
{
	__nsec rest;

	uk_bkl_lock();
	for (;;) {
		rest = serve_all();
		if (rest == __NSEC_MAX)
			uk_thread_block(uk_thread_current());
		else
			uk_thread_block_timeout(uk_thread_current(), rest);
		uk_sched_yield();
	}
}

static bool has_server(void)
{
	if (!server)
		server = uk_sched_thread_create_fn1(boot_sched, serve, NULL,
						    THREAD_STACK, true, true,
						    "timers", NULL, NULL);
	return !!server;
}

void uk_timer_review(void)
{
	if (server)
		uk_thread_wakeup(server);
}

int uk_timer_arm(struct uk_timer *t, __nsec expires, __nsec interval)
{
	if (expires && !has_server())
		return -EAGAIN;
	t->expires = expires;
	t->interval = interval;
	t->overrun = t->overrun_before = 0;
	uk_timer_review();
	return 0;
}

static int remember_scheduler(struct uk_init_ctx *ctx __unused)
{
	boot_sched = uk_sched_current();
	return 0;
}

uk_lib_initcall_prio(remember_scheduler, 0, 1);
