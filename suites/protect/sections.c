/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * W^X by trial: in each region of the kernel, at its own address and in the
 * direct map, the first and the last byte are read, written and (where they must
 * not be code) jumped to.
 */
#include <uk/alloc.h>
#include <uk/plat/memory.h>

#include "attempt.h"

struct tally {
	unsigned int tried, wrong;
};

static void try_byte(__vaddr_t at, int may_write, int may_execute,
		     struct tally *tally)
{
	const volatile char *p = (const volatile char *)at;

	tally->tried++;
	tally->wrong += !is_readable(p);
	tally->wrong += is_writable(p) != may_write;
	if (!may_execute)
		tally->wrong += !attempt_is_no_code(p);
}

/* Guard pages of stacks are holes in writable regions */
static int is_hole(__vaddr_t at)
{
	__pte_t pte;

	return ukplat_pt_walk(ukplat_pt_get_active(), at, NULL, NULL, &pte) ||
	       !PT_Lx_PTE_PRESENT(pte, PAGE_LEVEL);
}

static void try_region(const struct ukplat_memregion_desc *mrd,
		       struct tally *tally)
{
	int may_write = !!(mrd->flags & UKPLAT_MEMRF_WRITE);
	int may_execute = !!(mrd->flags & UKPLAT_MEMRF_EXECUTE);
	const __sz ends[] = { 0, mrd->len - 1 };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(ends); i++) {
		if (is_hole(mrd->vbase + ends[i]))
			continue;
		try_byte(mrd->vbase + ends[i], may_write, may_execute, tally);
		try_byte(ukplat_page_kmap(ukplat_pt_get_active(),
					  mrd->pbase + ends[i], 1, 0),
			 may_write, 0, tally);
	}
}

UK_TESTCASE(protect, every_region_is_writable_or_code_never_both)
{
	struct ukplat_memregion_desc *mrd;
	struct tally tally;
	unsigned int regions = 0;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_KERNEL, UKPLAT_MEMRF_MAP) {
		if (!mrd->len)
			continue;
		tally = (struct tally){ 0 };
		try_region(mrd, &tally);
		regions++;
		UK_TEST_EXPECTF(!tally.wrong,
				"expected region `%s` to have its rights",
				mrd->name);
	}
	UK_TEST_EXPECT_SNUM_GE(regions, 3);
}

/* -- one place of each kind -- */

static const char in_rodata[CODE_SIZE] = "constant";
static char in_data[CODE_SIZE] = "initialized";
static char in_bss[CODE_SIZE];
/* Filled in once by the linker: pointers that nobody may bend */
static void (*const in_table)(char *) __section(".uk_table.protect.0") __used =
	attempt_plant;

#define EXPECT_DATA(p)                                                         \
	do {                                                                   \
		attempt_plant(p);                                              \
		UK_TEST_EXPECT(is_writable(p));                                \
		UK_TEST_EXPECT(attempt_is_no_code(p));                         \
	} while (0)

#define EXPECT_CONSTANT(p)                                                     \
	do {                                                                   \
		UK_TEST_EXPECT(is_readable(p));                                \
		UK_TEST_EXPECT(!is_writable(p));                               \
		UK_TEST_EXPECT(attempt_is_no_code(p));                         \
	} while (0)

UK_TESTCASE(protect, every_kind_of_object_has_its_rights)
{
	char *in_heap = uk_malloc(uk_alloc_get_default(), CODE_SIZE);
	char on_stack[CODE_SIZE];

	UK_TEST_ASSERT(in_heap != NULL);
	EXPECT_DATA(in_data);
	EXPECT_DATA(in_bss);
	EXPECT_DATA(on_stack);
	EXPECT_DATA(in_heap);
	EXPECT_CONSTANT(in_rodata);
	EXPECT_CONSTANT("a literal");
	EXPECT_CONSTANT(&in_table);
	UK_TEST_EXPECT(is_readable((const char *)&attempt_plant));
	UK_TEST_EXPECT(!is_writable((const char *)&attempt_plant));
	uk_free(uk_alloc_get_default(), in_heap);
}
