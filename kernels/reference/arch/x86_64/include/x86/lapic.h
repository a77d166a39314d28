/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Local APIC of the calling CPU: as x2APIC where the CPU has it, else through
 * the memory-mapped registers. Intel SDM vol. 3A ch. 10.
 */
#ifndef __X86_LAPIC_H__
#define __X86_LAPIC_H__

#include <uk/arch/types.h>

/* Delivery modes of x86_lapic_send(); a fixed interrupt adds its vector */
#define X86_ICR_FIXED 0x0000
#define X86_ICR_NMI 0x0400
#define X86_ICR_INIT 0x0500
#define X86_ICR_STARTUP 0x0600

/**
 * Enables the local APIC with all its own interrupt sources masked. On each CPU,
 * before anything else here. Device space is mapped.
 */
void x86_lapic_init(void);

/** @return ID of the calling CPU; also before x86_lapic_init() */
__u32 x86_lapic_id(void);

/**
 * Sends an interrupt to one CPU. All earlier writes are visible to its handler.
 * @param apic_id the CPU
 * @param mode X86_ICR_*, for FIXED and STARTUP with the vector
 * @return 0; -EIO if the CPU cannot be addressed or the APIC does not get ready
 */
int x86_lapic_send(__u32 apic_id, __u32 mode);

/** Ends the handling of an interrupt */
void x86_lapic_eoi(void);

/** Makes the timer count down from 2^32 - 1, one per bus clock, no interrupt */
void x86_lapic_timer_start(void);

/** Interrupts with X86_VECTOR_TIMER once, after `ticks` bus clocks, not 0. Ends a
 *  count of x86_lapic_timer_start()
 */
void x86_lapic_timer_arm(__u32 ticks);

/** @return whether x86_lapic_timer_arm()'s interrupt is still to come */
int x86_lapic_timer_is_armed(void);

/** @return what is left of the count of x86_lapic_timer_start() */
__u32 x86_lapic_timer_read(void);

#endif /* __X86_LAPIC_H__ */
