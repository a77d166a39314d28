/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Set-up of the clock in two steps, so that the boot in between is the time
 * against which the time stamp counter is measured. Reading:
 * <uk/plat/time.h>.
 */
#ifndef __PC_CLOCK_H__
#define __PC_CLOCK_H__

/**
 * Notes where the reference clock and the time stamp counter are. The local
 * APIC and ACPI are initialised, the clock stands at 0 until
 * ukplat_time_init().
 */
void pc_clock_begin(void);

#endif /* __PC_CLOCK_H__ */
