/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * All CPUs for a case. A suite that needs them starts those that are still off,
 * whatever ran before, and leaves all of them idle.
 */
#ifndef __UK_TEST_CPUS_H__
#define __UK_TEST_CPUS_H__

#include <stdbool.h>
#include <uk/arch/time.h>
#include <uk/plat/lcpu.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Starts a CPU, unless it runs already, and waits until it is idle. One that does
 *  not come up makes the case fail.
 *  @param idx not the calling CPU's
 *  @return whether it is idle; false without a failure for one that was halted
 */
bool uk_test_cpu(__lcpuidx idx);

/** The same for all others.
 *  @return number of CPUs that work, the calling one included
 */
unsigned int uk_test_cpus(void);

/** Runs a function on all CPUs, which meet before they begin, and waits for them.
 *  @return 0; -ETIMEDOUT after some seconds; an error of ukplat_lcpu_run()
 */
int uk_test_on_all_cpus(ukplat_lcpu_func_t fn, void *arg);

/** A wait that ends. Time in which the host kept the waiting CPU from running does
 *  not count, since it keeps the CPU that is waited for from running as well: so
 *  what is given up is lost, however busy the host is.
 */
struct uk_test_patience {
	__nsec left;
	__nsec last; /* look at the clock */
	unsigned int looks;
};

/** @param nsec to wait at most, on a host with nothing else to do */
void uk_test_patience_begin(struct uk_test_patience *patience, __nsec nsec);

/** To be called in the waiting loop, by nobody but it.
 *  @return whether to go on waiting
 */
bool uk_test_may_wait(struct uk_test_patience *patience);

/** The same, where another CPU is waited for. Sleeps for short times, so that
 *  the host can run it: there are timer interrupts that nobody else asked for.
 */
bool uk_test_may_wait_for_cpu(struct uk_test_patience *patience);

/** As ukplat_lcpu_wait(), with patience. @return 0 or the error of that */
int uk_test_wait(const __lcpuidx lcpuidx[], unsigned int *num, __nsec nsec);

#ifdef __cplusplus
}
#endif

#endif /* __UK_TEST_CPUS_H__ */
