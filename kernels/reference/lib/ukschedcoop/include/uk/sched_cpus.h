/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Other CPUs for the threads of a program: each gets a scheduler for a while and
 * is idle again afterwards, for whoever wants it next. Called on the boot CPU's
 * scheduler or, but for the end, by any thread with the big kernel lock.
 */
#ifndef __UK_SCHED_CPUS_H__
#define __UK_SCHED_CPUS_H__

#include <uk/sched.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Scheduler for a new thread: that of the running one if no other thread waits
 * for its CPU, or of the CPU with the fewest threads. At the first call since
 * uk_sched_cpus_end() takes the CPUs that are idle, and starts those that are
 * offline; a CPU that does something else is left alone.
 */
struct uk_sched *uk_sched_cpus_choose(void);

/** Gives all CPUs but the boot CPU back; no threads are left there. Returns when
 *  they are idle
 */
void uk_sched_cpus_end(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_SCHED_CPUS_H__ */
