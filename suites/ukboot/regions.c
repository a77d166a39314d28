/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The map of memory regions as the platform left it.
 */
#include <uk/alloc.h>
#include <uk/arch/memtag.h>
#include <uk/plat/bootinfo.h>
#include <uk/plat/memory.h>
#include <uk/plat/time.h>
#include <uk/test.h>

UK_TESTCASE(ukboot, regions_are_sorted_and_apart)
{
	struct ukplat_memregion_desc *mrd;
	__paddr_t end = 0;
	int i;

	UK_TEST_EXPECT_SNUM_GT(ukplat_memregion_count(), 2);
	for (i = 0; i < ukplat_memregion_count(); i++) {
		UK_TEST_ASSERT(ukplat_memregion_get(i, &mrd) == 0);
		UK_TEST_EXPECT(mrd->pbase >= end);
		UK_TEST_EXPECT(mrd->len > 0);
		UK_TEST_EXPECT(POWER_OF_2(mrd->type));
		end = mrd->pbase + mrd->len;
	}
}

UK_TESTCASE(ukboot, region_indices_end_at_the_count)
{
	struct ukplat_memregion_desc *mrd = NULL;

	UK_TEST_EXPECT_NOT_ZERO(ukplat_memregion_get(-1, &mrd));
	UK_TEST_EXPECT_NOT_ZERO(
		ukplat_memregion_get(ukplat_memregion_count(), &mrd));
	UK_TEST_EXPECT_NULL(mrd);
}

UK_TESTCASE(ukboot, regions_are_found_by_type_and_flags)
{
	struct ukplat_memregion_desc *mrd;
	unsigned int found = 0;
	unsigned int any = 0;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_KERNEL,
				 UKPLAT_MEMRF_EXECUTE) {
		UK_TEST_EXPECT_SNUM_EQ(mrd->type, UKPLAT_MEMRT_KERNEL);
		UK_TEST_EXPECT(mrd->flags & UKPLAT_MEMRF_EXECUTE);
		UK_TEST_EXPECT(!(mrd->flags & UKPLAT_MEMRF_WRITE));
		found++;
	}
	UK_TEST_EXPECT_SNUM_GT(found, 0);
	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_ANY, 0)
		any++;
	UK_TEST_EXPECT_SNUM_EQ(any, ukplat_memregion_count());
}

/* Code and data of the kernel are in regions that say so. */
UK_TESTCASE(ukboot, kernel_lies_in_its_regions)
{
	static int variable = 1;
	const __vaddr_t code = (__vaddr_t)ukplat_memregion_count;
	const __vaddr_t data = (__vaddr_t)&variable;
	struct ukplat_memregion_desc *mrd;
	__u16 code_flags = 0;
	__u16 data_flags = 0;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_KERNEL, 0) {
		if (code >= mrd->vbase && code < mrd->vbase + mrd->len)
			code_flags = mrd->flags & UKPLAT_MEMRF_PERMS;
		if (data >= mrd->vbase && data < mrd->vbase + mrd->len)
			data_flags = mrd->flags & UKPLAT_MEMRF_PERMS;
	}
	UK_TEST_EXPECT_SNUM_EQ(code_flags,
			       UKPLAT_MEMRF_READ | UKPLAT_MEMRF_EXECUTE);
	UK_TEST_EXPECT_SNUM_EQ(data_flags,
			       UKPLAT_MEMRF_READ | UKPLAT_MEMRF_WRITE);
}

UK_TESTCASE(ukboot, heap_lies_in_the_free_region)
{
	void *p = uk_malloc(uk_alloc_get_default(), 64);
	const __vaddr_t addr = ukarch_memtag_strip((__vaddr_t)p);
	struct ukplat_memregion_desc *mrd;
	unsigned int found = 0;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_FREE, 0)
		found += addr >= mrd->vbase && addr < mrd->vbase + mrd->len;
	UK_TEST_EXPECT_SNUM_EQ(found, 1);
	uk_free(uk_alloc_get_default(), p);
}

UK_TESTCASE(ukboot, clock_runs_forward)
{
	__nsec before = ukplat_monotonic_clock();
	__nsec now = before;
	unsigned int backwards = 0;
	unsigned int i;
	__nsec next;

	UK_TEST_EXPECT(before > 0);
	for (i = 0; i < 10000; i++) {
		next = ukplat_monotonic_clock();
		backwards += next < now;
		now = next;
	}
	UK_TEST_EXPECT_ZERO(backwards);
	UK_TEST_EXPECT(now > before);
}
