/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Clock: the virtual counter of the generic timer, which is the same on all
 * CPUs. Arm ARM (DDI 0487) D11.
 */
#include <uk/asm/sysreg.h>
#include <uk/plat/time.h>

static __u64 counter_hz;
static __u64 counter_start;

/* ISB: the counter is not read ahead of time (D11.1.2) */
static __u64 read_counter(void)
{
	isb();
	return SYSREG_READ(cntvct_el0);
}

void ukplat_time_init(void)
{
	counter_hz = SYSREG_READ(cntfrq_el0);
	counter_start = read_counter();
}

/* Seconds and rest apart, so that nothing overflows */
__nsec ukplat_monotonic_clock(void)
{
	__u64 ticks;

	if (!counter_hz)
		return 0;
	ticks = read_counter() - counter_start;
	return ukarch_time_sec_to_nsec(ticks / counter_hz) +
	       ukarch_time_sec_to_nsec(ticks % counter_hz) / counter_hz;
}
