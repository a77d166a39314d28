/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The CPUs at hand and waiting that ends.
 */
#include <errno.h>

#include "smp.h"

/* Once a CPU is lost there is no use in patience */
#define TIMEOUT_WHEN_STUCK ukarch_time_msec_to_nsec(10)
/* Nobody sleeps during the set-up, so that a long wait looks like a hang */
#define TIMEOUT_AWAKE ukarch_time_msec_to_nsec(500)

int smp_stuck;
int smp_may_nap;

__nsec smp_timeout(void)
{
	if (LOAD(smp_stuck))
		return TIMEOUT_WHEN_STUCK;
	return smp_may_nap ? SMP_TIMEOUT : TIMEOUT_AWAKE;
}

unsigned int smp_others(__lcpuidx idx[SMP_MAX])
{
	unsigned int count = 0;
	__lcpuidx i;

	for (i = 0; i < ukplat_lcpu_count(); i++) {
		if (i != ukplat_lcpu_idx()
		    && lcpu_state(lcpu_get(i)) >= LCPU_STATE_IDLE)
			idx[count++] = i;
	}
	return count;
}

unsigned int smp_cpus(void)
{
	__lcpuidx idx[SMP_MAX];

	return smp_others(idx) + 1;
}

int smp_run_all(ukplat_lcpu_func_t fn, void *arg)
{
	struct ukplat_lcpu_func func = {fn, arg};

	return ukplat_lcpu_run(NULL, NULL, &func, 0);
}

int smp_run(__lcpuidx idx, ukplat_lcpu_func_t fn, void *arg)
{
	struct ukplat_lcpu_func func = {fn, arg};
	unsigned int num = 1;

	return ukplat_lcpu_run(&idx, &num, &func, 0);
}

static bool may_wait(struct uk_test_patience *patience)
{
	return smp_may_nap ? uk_test_may_wait_for_cpu(patience)
			   : uk_test_may_wait(patience);
}

/* One CPU, or all others where there is no list */
static int wait_for(const __lcpuidx *idx)
{
	struct uk_test_patience patience;
	unsigned int num;
	int rc;

	uk_test_patience_begin(&patience, smp_timeout());
	do {
		num = 1;
		rc = ukplat_lcpu_wait(idx, idx ? &num : NULL, 1);
	} while (rc == -ETIMEDOUT && may_wait(&patience));
	if (rc)
		STORE(smp_stuck, 1);
	return rc;
}

int smp_wait_all(void)
{
	return wait_for(NULL);
}

int smp_wait(__lcpuidx idx)
{
	return wait_for(&idx);
}

int smp_reaches(const unsigned int *var, unsigned int value)
{
	struct uk_test_patience patience;

	uk_test_patience_begin(&patience, smp_timeout());
	while (LOAD(*var) < value) {
		if (!may_wait(&patience)) {
			STORE(smp_stuck, 1);
			return 0;
		}
	}
	return 1;
}

int smp_falls_asleep(__lcpuidx idx)
{
	struct uk_test_patience patience;

	uk_test_patience_begin(&patience, smp_timeout());
	while (!lcpu_is_asleep(lcpu_get(idx)))
		if (!uk_test_may_wait(&patience))
			return 0;
	return 1;
}
