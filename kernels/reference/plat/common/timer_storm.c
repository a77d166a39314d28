/* SPDX-License-Identifier: BSD-3-Clause */
/* Count and storm of timer interrupts. Interface: <uk/plat/timer.h>. */
#include <uk/asm/lcpu.h>
#include <uk/init.h>
#include <uk/libparam.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/plat/timer.h>

static __u64 storm_nsec;
static UKPLAT_PER_LCPU_DEFINE(__u64, timer_count);

UK_LIBPARAM("irq.storm", UK_LIBPARAM_U64, storm_nsec);

__u64 ukplat_timer_count(void)
{
	return UK_READ_ONCE(ukplat_per_lcpu_current(timer_count));
}

void ukplat_timer_counted(void)
{
	ukplat_per_lcpu_current(timer_count)++;
}

__nsec ukplat_timer_storm(void)
{
	return storm_nsec;
}

void ukplat_timer_storm_on(void)
{
	unsigned long flags;

	if (!storm_nsec)
		return;
	flags = ukarch_irq_save();
	(void)ukplat_timer_set(ukplat_monotonic_clock() + storm_nsec);
	ukarch_irq_restore(flags);
}

static int begin(struct uk_init_ctx *ctx __unused)
{
	ukplat_timer_storm_on();
	return 0;
}

uk_early_initcall_prio(begin, NULL, 0);
