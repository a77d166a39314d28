/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Clock and timer: the virtual counter of the generic timer, which is the same on
 * all CPUs, and each CPU's virtual timer. Arm ARM (DDI 0487) D11.
 */
#include <errno.h>
#include <uk/asm/sysreg.h>
#include <uk/plat/time.h>
#include <uk/plat/timer.h>

#include "gic.h"

/* CNTV_CTL_EL0 */
#define TIMER_ENABLE 1UL

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

static __u64 counter_at(__nsec at)
{
	__u64 sec = at / UKARCH_NSEC_PER_SEC;
	__u64 rest = at % UKARCH_NSEC_PER_SEC;

	return counter_start + sec * counter_hz +
	       rest * counter_hz / UKARCH_NSEC_PER_SEC + 1;
}

int ukplat_timer_set(__nsec at)
{
	if (!gic_is_usable() || !counter_hz)
		return -ENODEV;
	SYSREG_WRITE(cntv_cval_el0, counter_at(at));
	SYSREG_WRITE(cntv_ctl_el0, TIMER_ENABLE);
	isb();
	return 0;
}

/* Its interrupt turns it off */
int ukplat_timer_is_set(void)
{
	return !!(SYSREG_READ(cntv_ctl_el0) & TIMER_ENABLE);
}
