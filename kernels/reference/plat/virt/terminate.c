/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * End of the machine through PSCI (Arm DEN 0022, 5.1.9 and 5.1.10). The monitor
 * learns from it only "off" or "reset": that all went well stands in the result
 * file, and a crash must not look like it.
 */
#include <uk/asm/lcpu.h>
#include <uk/asm/psci.h>
#include <uk/plat/bootstrap.h>

void ukplat_terminate(enum ukplat_gstate request)
{
	ukarch_irq_disable();
	if (request == UKPLAT_HALT || request == UKPLAT_FAIL)
		psci_call(PSCI_SYSTEM_OFF, 0, 0, 0);
	else
		psci_call(PSCI_SYSTEM_RESET, 0, 0, 0);
	for (;;)
		ukarch_halt();
}
