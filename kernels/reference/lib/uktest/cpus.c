/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interface: <uk/test_cpus.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/arch/time.h>
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/time.h>
#include <uk/plat/timer.h>
#include <uk/test_cpus.h>

#include "uktest.h"

#define STACK_SIZE 16384
#define TIMEOUT ukarch_time_sec_to_nsec(5)

/* More between two looks at the clock is the host's */
#define LOOK_NSEC ukarch_time_msec_to_nsec(1)

/* A wait that is not over after some looks takes as long as the host likes */
#define SHORT_WAIT 20
#define NAP_NSEC 50000UL
/* Alarms before the first nap, one of which must not keep the next from coming */
#define PROOFS 2
#define PROOF_NSEC 5000UL

static char stacks[CONFIG_UKPLAT_LCPU_MAXCOUNT][STACK_SIZE] __align(64);

/* Alarms of each CPU's timer since the last doubt, its count when the last was set */
static struct {
	unsigned int alarms;
	__u64 timer_count;
} naps[CONFIG_UKPLAT_LCPU_MAXCOUNT];

/* CPUs that did not come up since the last case's end */
static __u64 missing;

void uk_test_patience_begin(struct uk_test_patience *patience, __nsec nsec)
{
	patience->left = nsec;
	patience->looks = 0;
	patience->last = ukplat_monotonic_clock();
}

bool uk_test_may_wait(struct uk_test_patience *patience)
{
	__nsec now = ukplat_monotonic_clock();
	__nsec passed = MIN(now - patience->last, LOOK_NSEC);

	patience->last = now;
	patience->left -= MIN(passed, patience->left);
	ukarch_cpu_relax();
	return patience->left > 0;
}

/* A nap that nothing ends would hide what is wrong with interrupts: so the CPU's
 * timer shows first that it interrupts, and that it does so again. Not in each wait,
 * because an alarm takes as long as the host likes and its CPU stays awake for it.
 */
static void nap(void)
{
	__lcpuidx self = ukplat_lcpu_idx();
	__u64 count = ukplat_timer_count();
	bool proven = naps[self].alarms >= PROOFS;
	unsigned long flags;

	if (ukarch_irq_disabled() ||
	    (!proven && naps[self].alarms && count == naps[self].timer_count))
		return;
	naps[self].alarms += !proven;
	naps[self].timer_count = count;
	flags = ukarch_irq_save();
	if (!ukplat_timer_set(ukplat_monotonic_clock() +
			      (proven ? NAP_NSEC : PROOF_NSEC)) && proven)
		ukarch_halt_irq();
	ukarch_irq_restore(flags);
}

bool uk_test_may_wait_for_cpu(struct uk_test_patience *patience)
{
	if (patience->looks++ >= SHORT_WAIT)
		nap();
	return uk_test_may_wait(patience);
}

static int wait_for(const __lcpuidx lcpuidx[], unsigned int *num, __nsec nsec,
		    bool (*may_wait)(struct uk_test_patience *patience))
{
	unsigned int asked = num ? *num : 0;
	struct uk_test_patience patience;
	int rc;

	uk_test_patience_begin(&patience, nsec);
	do {
		if (num)
			*num = asked;
		rc = ukplat_lcpu_wait(lcpuidx, num, 1);
	} while (rc == -ETIMEDOUT && may_wait(&patience));
	return rc;
}

int uk_test_wait(const __lcpuidx lcpuidx[], unsigned int *num, __nsec nsec)
{
	return wait_for(lcpuidx, num, nsec, uk_test_may_wait_for_cpu);
}

static int start(__lcpuidx idx)
{
	void *sp = stacks[idx] + STACK_SIZE;
	unsigned int one = 1;

	if (lcpu_state(lcpu_get(idx)) != LCPU_STATE_OFFLINE)
		return 0;
	return ukplat_lcpu_start(&idx, &one, &sp, NULL, 0);
}

bool uk_test_cpu(__lcpuidx idx)
{
	unsigned int one = 1;
	int rc = start(idx);

	/* Awake: a halt that never ends shall be a case's, not a suite's begin */
	if (!rc)
		rc = wait_for(&idx, &one, TIMEOUT, uk_test_may_wait);
	if (rc && lcpu_state(lcpu_get(idx)) != LCPU_STATE_HALTED)
		missing |= 1UL << idx;
	return !rc;
}

__u64 test_cpus_take_missing(void)
{
	__u64 cpus = missing;

	missing = 0;
	return cpus;
}

void test_cpus_doubt(void)
{
	memset(naps, 0, sizeof(naps));
}

unsigned int uk_test_cpus(void)
{
	unsigned int count = 1;
	__lcpuidx i;

	for (i = 0; i < ukplat_lcpu_count(); i++)
		count += i != ukplat_lcpu_idx() && uk_test_cpu(i);
	return count;
}

static struct {
	ukplat_lcpu_func_t fn;
	void *arg;
	unsigned int want; /* 0: not known yet */
	unsigned int arrived;
} meeting;

static int all_arrived(void)
{
	unsigned int want = __atomic_load_n(&meeting.want, __ATOMIC_ACQUIRE);

	return want &&
	       __atomic_load_n(&meeting.arrived, __ATOMIC_ACQUIRE) >= want;
}

static void meet_and_run(struct __regs *regs, void *arg __unused)
{
	struct uk_test_patience patience;

	__atomic_add_fetch(&meeting.arrived, 1, __ATOMIC_ACQ_REL);
	uk_test_patience_begin(&patience, TIMEOUT);
	while (!all_arrived() && uk_test_may_wait_for_cpu(&patience))
		;
	meeting.fn(regs, meeting.arg);
}

int uk_test_on_all_cpus(ukplat_lcpu_func_t fn, void *arg)
{
	struct ukplat_lcpu_func func = { meet_and_run, NULL };
	unsigned int num = 0;
	int rc;

	meeting.fn = fn;
	meeting.arg = arg;
	meeting.want = meeting.arrived = 0;
	rc = ukplat_lcpu_run(NULL, &num, &func, 0);
	__atomic_store_n(&meeting.want, num + 1, __ATOMIC_RELEASE);
	meet_and_run(NULL, NULL);
	return rc ? rc : uk_test_wait(NULL, NULL, TIMEOUT);
}
