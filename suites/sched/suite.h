/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the suite share: a short way to make threads, and a record
 * of who ran when.
 */
#ifndef __SUITE_SCHED_H__
#define __SUITE_SCHED_H__

#include <errno.h>
#include <string.h>
#include <uk/config.h>
#include <uk/plat/time.h>
#include <uk/sched.h>
#include <uk/test.h>

#define A (uk_alloc_get_default())
#define S (uk_sched_current())
#define MSEC(n) ukarch_time_msec_to_nsec(n)

/** Letters in the order of events */
extern char sched_log[64];
void sched_log_clear(void);
void sched_note(char c);

/** Yields often enough for all runnable threads to come to their end */
void sched_settle(void);

/** A thread of this CPU's scheduler, which runs at the next yield */
struct uk_thread *sched_thread(uk_thread_fn1_t fn, void *arg);

/** Notes the first letter of `text`, yields, and so on; ends */
void sched_letters(void *text) __noreturn;

/** Allocations now; to be compared around a case */
static inline __s64 sched_allocations(void)
{
	struct uk_alloc_stats stats;

	uk_alloc_stats_get(A, &stats);
	return stats.cur_nb_allocs;
}

#endif /* __SUITE_SCHED_H__ */
