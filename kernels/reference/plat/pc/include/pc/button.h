/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Power button of PC-like machines: that of ACPI's fixed hardware (ACPI
 * Specification 6.4, 4.8.3.1), or an event of the generic event device that
 * hardware-reduced machines have (5.6.9).
 */
#ifndef __PC_BUTTON_H__
#define __PC_BUTTON_H__

/** Looks for it in the ACPI tables, while they can be read. */
void pc_button_find(void);

/** Lets it interrupt. The I/O APICs are known. */
void pc_button_arm(void);

#endif /* __PC_BUTTON_H__ */
