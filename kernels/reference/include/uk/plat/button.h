/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The machine's power button. From before the first constructor on a press is a
 * request for the end of the machine (<uk/boot.h>).
 */
#ifndef __UK_PLAT_BUTTON_H__
#define __UK_PLAT_BUTTON_H__

#ifdef __cplusplus
extern "C" {
#endif

/** @return what the button is wired to: "acpi" (fixed hardware), "ged" (ACPI
 *  generic event device), "gpio"; NULL: the machine has none
 */
const char *ukplat_power_button(void);

/** @return how often it was pressed; any context */
unsigned int ukplat_power_button_presses(void);

/** For the platform: there is a button. Before interrupts are enabled */
void ukplat_power_button_found(const char *kind);

/** For the button's driver: it was pressed. Interrupts disabled */
void ukplat_power_button_pressed(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_PLAT_BUTTON_H__ */
