/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The heap's memory gets tags: Tagged Normal memory (Arm ARM DDI 0487, D8.5.3) in
 * the direct map. Frames have no tags there: who maps one elsewhere may give it
 * some, and the kernel still reaches it. Interface: <uk/arch/memtag.h>.
 */
#include <uk/arch/memtag.h>
#include <uk/plat/memory.h>
#include <uk/plat/paging.h>

#define HEAP_ATTR (PAGE_ATTR_PROT_RW | PAGE_ATTR_TYPE_NORMAL_WB_TAGGED)

/* Tags are unknown after a reset, and the heap's own data is used with tag 0 */
static int add_tags(const struct ukplat_memregion_desc *mrd)
{
	int rc = ukplat_page_set_attr(ukplat_pt_get_active(), mrd->vbase,
				      mrd->len >> PAGE_SHIFT, HEAP_ATTR, 0);

	if (rc)
		return rc;
	ukarch_memtag_probe((void *)mrd->vbase);
	ukarch_memtag_set((void *)mrd->vbase, mrd->len);
	return 0;
}

int ukarch_memtag_init_heap(void)
{
	struct ukplat_memregion_desc *mrd;
	int rc;

	if (!ukarch_memtag_enabled())
		return 0;
	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_FREE, 0) {
		rc = add_tags(mrd);
		if (rc)
			return rc;
	}
	return 0;
}
