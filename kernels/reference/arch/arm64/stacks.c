/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Guard pages of the trap stacks; stacks.h has the layout.
 */
#include <uk/config.h>
#include <uk/plat/paging.h>
#include <arm64/arm64.h>

#include "stacks.h"

extern char arm64_trap_slots[];

__paddr_t arm64_secondary_pt;

static int unmap_guard(__vaddr_t page)
{
	return ukplat_page_unmap(ukplat_pt_get_active(), page, 1,
				 PAGE_FLAG_KEEP_FRAMES);
}

int arm64_guard_trap_stacks(void)
{
	__vaddr_t slot = (__vaddr_t)arm64_trap_slots;
	int rc = 0;

	for (unsigned int i = 0; i < CONFIG_UKPLAT_LCPU_MAXCOUNT && !rc; i++) {
		rc = unmap_guard(slot);
		if (!rc)
			rc = unmap_guard(slot + TRAP_SLOT_EMERGENCY_TOP);
		slot += TRAP_SLOT_SIZE;
	}
	return rc;
}
