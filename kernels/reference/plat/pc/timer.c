/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Timer of each CPU: the local APIC's, in one-shot mode (Intel SDM vol. 3A
 * 10.5.4). It counts nanoseconds in the APICs of QEMU and KVM; where it counts
 * faster, interrupts come early, and who waits sets it again. Interface:
 * <uk/plat/timer.h>.
 */
#include <uk/essentials.h>
#include <uk/plat/time.h>
#include <uk/plat/timer.h>
#include <x86/lapic.h>

int ukplat_timer_set(__nsec at)
{
	__nsec now = ukplat_monotonic_clock();
	__nsec ticks = at > now ? at - now : 1;

	x86_lapic_timer_arm((__u32)MIN(ticks, (__nsec)__U32_MAX));
	return 0;
}

int ukplat_timer_is_set(void)
{
	return x86_lapic_timer_is_armed();
}
