/* SPDX-License-Identifier: BSD-3-Clause */
/* One CPU. Interface: <uk/test_cpus.h>. */
#include <uk/plat/time.h>
#include <uk/test_cpus.h>

bool uk_test_cpu(unsigned int idx __attribute__((unused)))
{
	return false;
}

unsigned int uk_test_cpus(void)
{
	return 1;
}

int uk_test_on_all_cpus(void (*fn)(struct __regs *regs, void *arg), void *arg)
{
	fn((void *)0, arg);
	return 0;
}

void uk_test_patience_begin(struct uk_test_patience *patience, __nsec nsec)
{
	patience->until = ukplat_monotonic_clock() + nsec;
}

bool uk_test_may_wait(struct uk_test_patience *patience)
{
	return ukplat_monotonic_clock() < patience->until;
}

int uk_test_wait(const unsigned int lcpuidx[] __attribute__((unused)),
		 unsigned int *num __attribute__((unused)),
		 __nsec nsec __attribute__((unused)))
{
	return 0;
}
