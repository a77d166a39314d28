/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the cases share: the CPUs at hand and waiting that ends.
 *
 * Only the boot CPU makes expectations. Functions on other CPUs leave what they
 * saw in memory, and give up after SMP_TIMEOUT, so that a kernel that loses
 * something is red and does not hang.
 */
#ifndef __SUITE_SMP_H__
#define __SUITE_SMP_H__

#include <uk/plat/common/lcpu.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/test.h>
#include <uk/test_cpus.h>

#define SMP_MAX CONFIG_UKPLAT_LCPU_MAXCOUNT
/** Nanoseconds; beyond what a loaded host adds (0.3 s seen with ten times more to
 *  do than CPUs), and short of what a harness takes for a hang
 */
#define SMP_TIMEOUT ukarch_time_msec_to_nsec(1500)

/** Nanoseconds a stress may take: a host with fewer CPUs than the guest makes
 *  each hand-over between CPUs wait for its scheduler
 */
#define SMP_STRESS ukarch_time_msec_to_nsec(5)

#define LOAD(var) __atomic_load_n(&(var), __ATOMIC_ACQUIRE)
#define STORE(var, value) __atomic_store_n(&(var), (value), __ATOMIC_RELEASE)
#define ADD(var, value) __atomic_add_fetch(&(var), (value), __ATOMIC_ACQ_REL)

/** Set once a CPU did not answer in time: later cases fail at once */
extern int smp_stuck;

/** Set once the suite is prepared: a halt that never ends shall be a case's */
extern int smp_may_nap;

/** @return nanoseconds to wait for another CPU: SMP_TIMEOUT, less during the
 *  set-up, and little if one is lost already
 */
__nsec smp_timeout(void);

/** @return number of CPUs that work for the suite, the boot CPU included */
unsigned int smp_cpus(void);

/** Indices of the other CPUs that work. @return their number */
unsigned int smp_others(__lcpuidx idx[SMP_MAX]);

/** Asks all others (or one). @return rc of ukplat_lcpu_run() */
int smp_run_all(ukplat_lcpu_func_t fn, void *arg);
int smp_run(__lcpuidx idx, ukplat_lcpu_func_t fn, void *arg);

/** Waits for all others (or one) to be idle. @return 0 or the error */
int smp_wait_all(void);
int smp_wait(__lcpuidx idx);

/** Waits until `*var` is at least `value`. @return 1, or 0 after SMP_TIMEOUT */
int smp_reaches(const unsigned int *var, unsigned int value);

/** @return whether the start of a CPU that is not there is an error here */
bool smp_machine_misses_cpus(void);

/** Reads an item of the machine's description of itself; zeroes if there is none */
void smp_machine_item(__u16 item, __u8 *bytes, unsigned int count);

/** Waits until a CPU halts, in its idle loop or elsewhere. @return 1, or 0 */
int smp_falls_asleep(__lcpuidx idx);

/** @return whether a stress that began at `start` may go on */
static inline int smp_has_time(__nsec start)
{
	return ukplat_monotonic_clock() - start < SMP_STRESS;
}

/** Beginning of a case that needs `n` CPUs. The machine decides whether it is left
 *  out: a CPU that is there and does not work is a failure
 */
#define SMP_NEED(n)                                                            \
	do {                                                                   \
		UK_TEST_ASSERT(!smp_stuck);                                    \
		if (ukplat_lcpu_count() < (n))                                 \
			UK_TEST_SKIP("needs " #n " CPUs");                     \
		UK_TEST_ASSERT(smp_cpus() >= (n));                             \
	} while (0)

#endif /* __SUITE_SMP_H__ */
