/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interface: <uk/test_cpus.h>.
 */
#include <uk/arch/time.h>
#include <uk/essentials.h>
#include <uk/plat/common/lcpu.h>
#include <uk/test_cpus.h>

#define STACK_SIZE 16384
#define TIMEOUT ukarch_time_sec_to_nsec(5)

static char stacks[CONFIG_UKPLAT_LCPU_MAXCOUNT][STACK_SIZE] __align(64);

static void start(__lcpuidx idx)
{
	void *sp = stacks[idx] + STACK_SIZE;
	unsigned int one = 1;

	if (lcpu_state(lcpu_get(idx)) == LCPU_STATE_OFFLINE)
		ukplat_lcpu_start(&idx, &one, &sp, NULL, 0);
}

unsigned int uk_test_cpus(void)
{
	unsigned int count = 1, one;
	__lcpuidx i;

	for (i = 0; i < ukplat_lcpu_count(); i++)
		start(i);
	for (i = 0; i < ukplat_lcpu_count(); i++) {
		one = 1;
		count += i != ukplat_lcpu_idx() &&
			 !ukplat_lcpu_wait(&i, &one, TIMEOUT);
	}
	return count;
}

int uk_test_on_all_cpus(ukplat_lcpu_func_t fn, void *arg)
{
	struct ukplat_lcpu_func func = { fn, arg };
	int rc = ukplat_lcpu_run(NULL, NULL, &func, 0);

	fn(NULL, arg);
	return rc ? rc : ukplat_lcpu_wait(NULL, NULL, TIMEOUT);
}
