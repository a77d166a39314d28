/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The big kernel lock: one thread at a time runs the kernel's code for programs,
 * on whichever CPU. Taken on the way in from a program, given back on the way
 * out; a thread that leaves the CPU inside gives it back meanwhile, whatever it
 * waits for (uk_sched_yield(), and all that blocks through it).
 *
 * Who changes a condition and wakes holds the lock, who looks at the condition
 * and blocks holds it, too: then no wake-up is lost.
 */
#ifndef __UK_BKL_H__
#define __UK_BKL_H__

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Takes the lock for the running thread; waits for other CPUs. Not recursive,
 *  not in interrupt handlers, with interrupts enabled
 */
void uk_bkl_lock(void);

/** Gives the lock of the running thread back */
void uk_bkl_unlock(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_BKL_H__ */
