/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tags belong to memory that is mapped with them: the same frame without, areas
 * that are filled on demand, and buffers of devices.
 */
#include <errno.h>
#include <uk/9p_file.h>
#include <uk/plat/memory.h>
#include <uk/plat/paging.h>
#include <uk/vmem.h>
#include <string.h>

#include "mte_test.h"

#define TAGGED (PAGE_ATTR_PROT_RW | PAGE_ATTR_TYPE_NORMAL_WB_TAGGED)

/* A pointer to the same place that carries another tag */
static char *other(char *p)
{
	return ukarch_memtag_with(p, ukarch_memtag_of(p) ^ 9);
}

static __paddr_t frame_of(const void *p)
{
	unsigned int level = PAGE_LEVEL;
	__vaddr_t at = ukarch_memtag_strip((__vaddr_t)p);
	__pte_t pte;

	if (ukplat_pt_walk(ukplat_pt_get_active(), at, &level, NULL, &pte))
		return __PADDR_INV;
	return PAGE_ALIGN_DOWN(PT_Lx_PTE_PADDR(pte, level) +
			       (at & (PAGE_Lx_SIZE(level) - 1)));
}

/* @return pages of a region that are mapped without tags */
static unsigned long untagged_pages(const struct ukplat_memregion_desc *mrd)
{
	__vaddr_t at = mrd->vbase;
	unsigned long count = 0;
	unsigned int level;
	__pte_t pte;

	for (; at < mrd->vbase + mrd->len; at += PAGE_SIZE) {
		level = PAGE_LEVEL;
		count += ukplat_pt_walk(ukplat_pt_get_active(), at, &level,
					NULL, &pte) ||
			 ukarch_pte_attr(pte, level) != TAGGED;
	}
	return count;
}

UK_TESTCASE(mte, all_of_the_heap_is_mapped_with_tags)
{
	NEED_TAGS();
	struct ukplat_memregion_desc *mrd;
	unsigned int regions = 0;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_FREE, 0) {
		regions++;
		UK_TEST_EXPECT_ZERO(untagged_pages(mrd));
	}
	UK_TEST_EXPECT_SNUM_GT(regions, 0);
}

UK_TESTCASE(mte, mapping_without_tags_is_unchecked)
{
	NEED_TAGS();
	struct uk_vas *vas = uk_vas_get_active();
	__vaddr_t window = __VADDR_ANY;
	char *p = uk_palloc(HEAP, 1);
	char *alias;

	UK_TEST_ASSERT(p && vas);
	UK_TEST_EXPECT_ZERO(uk_vma_map_dma(vas, &window, PAGE_SIZE,
					   PAGE_ATTR_PROT_RW, 0, NULL,
					   frame_of(p)));
	alias = (char *)window;
	p[5] = 42;
	UK_TEST_EXPECT_SNUM_EQ(alias[5], 42);
	EXPECT_CAUGHT(other(p));
	for (unsigned int tag = 0; tag < MEMTAG_COUNT; tag++)
		EXPECT_FREE(ukarch_memtag_with(alias, tag));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas, window, PAGE_SIZE, 0));
	uk_pfree(HEAP, p, 1);
}

UK_TESTCASE(mte, areas_are_filled_with_tag_0)
{
	NEED_TAGS();
	struct uk_vas *vas = uk_vas_get_active();
	__vaddr_t area = __VADDR_ANY;
	char *p, *q;

	UK_TEST_ASSERT(vas != NULL);
	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(vas, &area, 4 * PAGE_SIZE, TAGGED,
					    0, "tagged"));
	p = (char *)area;
	for (unsigned int i = 0; i < 3; i++) {
		UK_TEST_EXPECT_NO_FAULT(mte_load(p));
		UK_TEST_EXPECT_ZERO(ukarch_memtag_get(p));
		EXPECT_CAUGHT(other(p));
		q = ukarch_memtag_region_but(p, PAGE_SIZE, 1);
		EXPECT_FREE(q);
		EXPECT_CAUGHT(p);
		/* The frame goes back, and comes again with or without luck */
		UK_TEST_EXPECT_ZERO(uk_vma_advise(vas, area, PAGE_SIZE,
						  UK_VMA_ADV_DONTNEED, 0));
	}
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas, area, 4 * PAGE_SIZE, 0));
}

/* A page fault does not care for the tag of the pointer */
UK_TESTCASE(mte, areas_are_filled_through_tagged_pointers)
{
	NEED_TAGS();
	struct uk_vas *vas = uk_vas_get_active();
	__vaddr_t area = __VADDR_ANY;
	char *p;

	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(vas, &area, PAGE_SIZE,
					    PAGE_ATTR_PROT_RW, 0, "plain"));
	p = ukarch_memtag_with((char *)area, 7);
	UK_TEST_EXPECT_NO_FAULT(mte_store(p));
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas, area, PAGE_SIZE, 0));
	UK_TEST_EXPECT_FAULT(UK_TEST_FAULT_PAGE, area, mte_load(p));
}

UK_TESTCASE(mte, devices_take_tagged_buffers)
{
	NEED_TAGS();
	static const char path[] = "mte-buffer";
	char *out = uk_malloc(HEAP, 5000);
	char *in = uk_malloc(HEAP, 5000);
	struct uk_9p_file file;
	int rc;

	UK_TEST_ASSERT(out && in);
	rc = uk_9p_file_create(path, 0600, &file);
	if (rc == -ENODEV) {
		uk_free(HEAP, out);
		uk_free(HEAP, in);
		UK_TEST_SKIP("needs the share");
	}
	UK_TEST_EXPECT_ZERO(rc);
	memset(out, 0x5a, 5000);
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_write(&file, out, 5000), 5000);
	file.offset = 0;
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_read(&file, in, 5000), 5000);
	UK_TEST_EXPECT_BYTES_EQ(in, out, 5000);
	uk_9p_file_close(&file);
	UK_TEST_EXPECT_ZERO(uk_9p_unlink(path));
	uk_free(HEAP, out);
	uk_free(HEAP, in);
}
