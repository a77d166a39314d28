/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Anonymous memory: demand paging, populating, zeroing, rights, and how many
 * frames each takes.
 */
#include <uk/test_fault.h>

#include "vmem_test.h"

UK_TESTCASE(ukvmem, anon_takes_nothing_until_touched)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 16, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_frames_since(&s));
	UK_TEST_EXPECT_ZERO(vm_mapped(BASE, 16));
	EXPECT_LAYOUT(16, "rw:16");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, anon_takes_one_frame_per_page_touched)
{
	struct vm_state s = vm_state();
	volatile char *p = (volatile char *)BASE;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 16, RW, 0, NULL));
	p[PAGES(3)] = 1;
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 1);
	p[PAGES(4) - 1] = 2;
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 1);
	(void)p[PAGES(4)];
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_mapped(BASE, 16), 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_level(BASE + PAGES(2)), -1);
	UK_TEST_EXPECT_SNUM_EQ(vm_level(BASE + PAGES(3)), PAGE_LEVEL);
	UK_TEST_EXPECT_SNUM_EQ(p[PAGES(3)], 1);
	UK_TEST_EXPECT_SNUM_EQ(p[PAGES(4) - 1], 2);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, anon_first_and_last_byte)
{
	struct vm_state s = vm_state();
	volatile char *p = (volatile char *)BASE;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 3, RW, 0, NULL));
	p[0] = 'a';
	p[PAGES(3) - 1] = 'z';
	UK_TEST_EXPECT_SNUM_EQ(p[0], 'a');
	UK_TEST_EXPECT_SNUM_EQ(p[PAGES(3) - 1], 'z');
	EXPECT_READABLE(BASE - 1, 1, 0, 0);
	EXPECT_READABLE(BASE + PAGES(3), 1, 0, 0);
	EXPECT_READABLE(BASE, PAGES(4), 0, PAGES(3));
	vm_clear();
	EXPECT_READABLE(BASE, 1, 0, 0);
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, anon_populated_is_there_at_once)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 16, RW, UK_VMA_MAP_POPULATE, NULL));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 16);
	EXPECT_WRITABLE(BASE, PAGES(16), UK_NOFAULTF_NOPAGING, PAGES(16));
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 16);
	EXPECT_LAYOUT(16, "rw:16");
	vm_clear();
	EXPECT_NO_LEAK(s);
}

/* Frames that held something are free again before the memory is mapped */
static void dirty_frames(unsigned long pages)
{
	vm_anon(0, pages, RW, UK_VMA_MAP_POPULATE, NULL);
	memset((void *)BASE, 0xaa, PAGES(pages));
	vm_clear();
}

UK_TESTCASE(ukvmem, anon_is_zeroed_on_demand)
{
	struct vm_state s = vm_state();

	dirty_frames(32);
	UK_TEST_EXPECT_ZERO(vm_anon(0, 32, RW, 0, NULL));
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE, 32), 32);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, anon_is_zeroed_when_populated)
{
	struct vm_state s = vm_state();

	dirty_frames(32);
	UK_TEST_EXPECT_ZERO(vm_anon(0, 32, RW, UK_VMA_MAP_POPULATE, NULL));
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE, 32), 32);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, anon_uninitialized_skips_zeroing)
{
	struct vm_state s = vm_state();
	const unsigned long flags = UK_VMA_MAP_POPULATE |
				    UK_VMA_MAP_UNINITIALIZED;

	/* The frames that were freed last are among the first to be taken */
	dirty_frames(32);
	UK_TEST_EXPECT_ZERO(vm_anon(0, 32, RW, flags, NULL));
	UK_TEST_EXPECT_SNUM_LT(vm_zeroed(BASE, 32), 32);
	vm_fill(BASE, 32, 2);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 32, 2), 32);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, anon_pages_have_frames_of_their_own)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 64, RW, 0, NULL));
	vm_fill(BASE, 64, 7);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(BASE, 64, 7), 64);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 64);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

/* Neither where no page is yet nor where there is one */
UK_TESTCASE(ukvmem, anon_data_is_not_executed)
{
	void (*volatile code)(void) = (void (*)(void))BASE;
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1, RW, 0, NULL));
	UK_TEST_EXPECT_FAULT(UK_TEST_FAULT_PAGE, BASE, code());
	UK_TEST_EXPECT_ZERO(vm_mapped(BASE, 1));
	vm_fill(BASE, 1, 1);
	UK_TEST_EXPECT_FAULT(UK_TEST_FAULT_PAGE, BASE, code());
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, anon_read_only)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, RO, 0, NULL));
	EXPECT_WRITABLE(BASE, PAGES(2), 0, 0);
	EXPECT_READABLE(BASE, PAGES(2), 0, PAGES(2));
	EXPECT_WRITABLE(BASE, PAGES(2), 0, 0);
	UK_TEST_EXPECT_SNUM_EQ(vm_zeroed(BASE, 2), 2);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, anon_without_rights)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, PAGE_ATTR_PROT_NONE, 0, NULL));
	UK_TEST_EXPECT_ZERO(vm_anon(2, 2, PAGE_ATTR_PROT_NONE,
				    UK_VMA_MAP_POPULATE, "populated"));
	EXPECT_READABLE(BASE, PAGES(4), UK_NOFAULTF_CONTINUE, 0);
	EXPECT_WRITABLE(BASE, PAGES(4), UK_NOFAULTF_CONTINUE, 0);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 2);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

/* What can be written can be read, by its first access, too */
UK_TESTCASE(ukvmem, anon_with_the_right_to_write_alone)
{
	struct vm_state s = vm_state();

	UK_TEST_EXPECT_ZERO(vm_anon(0, 2, PAGE_ATTR_PROT_WRITE, 0, NULL));
	EXPECT_READABLE(BASE, PAGES(2), 0, PAGES(2));
	EXPECT_WRITABLE(BASE, PAGES(2), 0, PAGES(2));
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, anon_across_tables)
{
	const unsigned long first = 512 - 2; /* two pages before 2 MiB */
	struct vm_state s = vm_state();
	__vaddr_t vaddr = BASE + PAGES(first);

	UK_TEST_EXPECT_ZERO(vm_anon(first, 4, RW, 0, NULL));
	vm_fill(vaddr, 4, 3);
	UK_TEST_EXPECT_SNUM_EQ(vm_filled(vaddr, 4, 3), 4);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 4);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, anon_sparse_in_a_huge_area)
{
	struct vm_state s = vm_state();
	volatile char *p = (volatile char *)BASE;
	unsigned long i;

	UK_TEST_EXPECT_ZERO(vm_anon(0, 1UL << 18, RW, 0, "1 GiB"));
	for (i = 0; i < 16; i++)
		p[i * (PAGE_HUGE_SIZE / 16)] = (char)(i + 1);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 16);
	for (i = 0; i < 16; i++)
		UK_TEST_EXPECT_SNUM_EQ(p[i * (PAGE_HUGE_SIZE / 16)], i + 1);
	vm_clear();
	EXPECT_NO_LEAK(s);
}
