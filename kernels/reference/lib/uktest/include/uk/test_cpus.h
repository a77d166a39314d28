/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * All CPUs for a case. A suite that needs them starts those that are still off,
 * whatever ran before, and leaves all of them idle.
 */
#ifndef __UK_TEST_CPUS_H__
#define __UK_TEST_CPUS_H__

#include <stdbool.h>
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

#ifdef __cplusplus
}
#endif

#endif /* __UK_TEST_CPUS_H__ */
