/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The guarded page lives at an address that nothing else in the kernel uses: the
 * middle of the lower half, far from the image, the heap and the direct map.
 */
#include <string.h>
#ifndef CONFIG_LIBTREE_UKTEST
#include <uk/plat/paging.h>
#endif

#include "guard.h"

#define GUARD_VADDR 0x0000600000010000UL

_Static_assert(GUARDED_SIZE == PAGE_SIZE, "one page");

char *guarded_page_map(void)
{
	int rc = ukplat_page_map(ukplat_pt_get_active(), GUARD_VADDR,
				 __PADDR_ANY, 1, PAGE_ATTR_PROT_RW, 0);

	return rc ? NULL : memset((void *)GUARD_VADDR, 0, GUARDED_SIZE);
}

void guarded_page_unmap(void)
{
	ukplat_page_unmap(ukplat_pt_get_active(), GUARD_VADDR, 1, 0);
}
