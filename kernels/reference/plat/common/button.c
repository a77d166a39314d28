/* SPDX-License-Identifier: BSD-3-Clause */
/* The power button, whatever it is wired to. Interface: <uk/plat/button.h>. */
#include <uk/boot.h>
#include <uk/plat/button.h>

static const char *found;
static unsigned int presses;

const char *ukplat_power_button(void)
{
	return found;
}

unsigned int ukplat_power_button_presses(void)
{
	return __atomic_load_n(&presses, __ATOMIC_RELAXED);
}

void ukplat_power_button_found(const char *kind)
{
	found = kind;
}

void ukplat_power_button_pressed(void)
{
	__atomic_add_fetch(&presses, 1, __ATOMIC_RELAXED);
	uk_boot_shutdown_req(UKPLAT_HALT);
}
