/* SPDX-License-Identifier: BSD-3-Clause */
/* Waiting and asking. Interface: suite.h. */
#include "suite.h"

#define PATIENCE ukarch_time_msec_to_nsec(1500)
#define PATIENCE_LOST ukarch_time_msec_to_nsec(10)

static int is_lost;

__nsec irq_patience(void)
{
	return LOAD(is_lost) ? PATIENCE_LOST : PATIENCE;
}

/* @return 0: it has been waited for too long */
static __bool may_wait(struct uk_test_patience *patience)
{
	if (uk_test_may_wait(patience))
		return 1;
	STORE(is_lost, 1);
	return 0;
}

__bool irq_timer_reaches(__u64 count)
{
	struct uk_test_patience patience;

	uk_test_patience_begin(&patience, irq_patience());
	while (ukplat_timer_count() < count)
		if (!may_wait(&patience))
			return 0;
	return 1;
}

__bool irq_reaches(const unsigned int *var, unsigned int value)
{
	struct uk_test_patience patience;

	uk_test_patience_begin(&patience, irq_patience());
	while (LOAD(*var) < value)
		if (!may_wait(&patience))
			return 0;
	return 1;
}

void irq_spin(__nsec nsec)
{
	__nsec start = ukplat_monotonic_clock();

	while (ukplat_monotonic_clock() - start < nsec)
		ukarch_cpu_relax();
}

int irq_request(ukplat_lcpu_func_t fn, void *arg)
{
	const struct ukplat_lcpu_func request = {fn, arg};

	return lcpu_queue_push(lcpu_get_current(), &request);
}

uk_testsuite_late_prio(interrupts, NULL, 5);
