/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Look-up of memory regions in the boot information.
 */
#include <uk/plat/bootinfo.h>
#include <uk/plat/memory.h>

int ukplat_memregion_count(void)
{
	return (int)ukplat_bootinfo_get()->nregions;
}

int ukplat_memregion_get(int idx, struct ukplat_memregion_desc **mrd)
{
	if (idx < 0 || idx >= ukplat_memregion_count())
		return -1;
	*mrd = &ukplat_bootinfo_get()->regions[idx];
	return 0;
}

int ukplat_memregion_find_next(int i, __u32 type, __u32 flags,
			       struct ukplat_memregion_desc **mrd)
{
	while (ukplat_memregion_get(++i, mrd) == 0)
		if (((*mrd)->type & type) && ((*mrd)->flags & flags) == flags)
			return i;
	return -1;
}
