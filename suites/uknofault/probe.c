/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Probing: which bytes of a range count as accessible.
 */
#include "nofault_test.h"

static const char constant[64] = "read-only data of the kernel";
static char variable[3 * 4096];

/** A probe in a range of pages; the bytes that count with and without CONTINUE */
struct probe {
	const char *pages;
	__sz offset, len;
	__sz read, read_continue;
	__sz write, write_continue;
};

static const struct probe probes[] = {
	/* inside of one page, and up to its end */
	{ "ww", 0, 1, 1, 1, 1, 1 },
	{ "ww", 4095, 1, 1, 1, 1, 1 },
	{ "ww", 100, 42, 42, 42, 42, 42 },
	{ "ww", 0, 4096, 4096, 4096, 4096, 4096 },
	/* across a page boundary */
	{ "ww", 4095, 2, 2, 2, 2, 2 },
	{ "ww", 1, 8191, 8191, 8191, 8191, 8191 },
	{ "ww", 0, 8192, 8192, 8192, 8192, 8192 },
	/* the end of what is mapped */
	{ "w-", 0, 4097, 4096, 4096, 4096, 4096 },
	{ "w-", 4095, 2, 1, 1, 1, 1 },
	{ "w-", 10, 8000, 4086, 4086, 4086, 4086 },
	{ "w-", 4096, 1, 0, 0, 0, 0 },
	/* the beginning of what is mapped */
	{ "-w", 0, 8192, 0, 4096, 0, 4096 },
	/* a hole */
	{ "w-w", 0, 12288, 4096, 8192, 4096, 8192 },
	{ "w-w", 4000, 4300, 96, 204, 96, 204 },
	{ "w-w", 4095, 4098, 1, 2, 1, 2 },
	{ "w--w", 1, 16382, 4095, 8190, 4095, 8190 },
	{ "-w-w-", 0, 20480, 0, 8192, 0, 8192 },
	/* rights */
	{ "rr", 0, 8192, 8192, 8192, 0, 0 },
	{ "wr", 0, 8192, 8192, 8192, 4096, 4096 },
	{ "rw", 0, 8192, 8192, 8192, 0, 4096 },
	{ "wrw", 4090, 4108, 4108, 4108, 6, 12 },
	/* on demand */
	{ "dd", 0, 8192, 8192, 8192, 8192, 8192 },
	{ "wd-", 5, 12283, 8187, 8187, 8187, 8187 },
};

/* The next page begins within the range, and counts from its first byte */
static const struct probe probes_from_inside_a_hole[] = {
	{ "-w", 4095, 2, 0, 1, 0, 1 },
	{ "-w", 4095, 4097, 0, 4096, 0, 4096 },
	{ "-w", 4000, 100, 0, 4, 0, 4 },
};

static const struct probe probes_without_rights[] = {
	{ "wnw", 0, 12288, 4096, 8192, 4096, 8192 },
	{ "n", 0, 1, 0, 0, 0, 0 },
};

static void probe_all(struct uk_testcase *esac, const struct probe *p, __sz n)
{
	__sz before = free_memory();

	for (; n; n--, p++) {
		UK_TEST_EXPECT_ZERO(range_make(p->pages));
		EXPECT_R(at(p->offset), p->len, 0, p->read);
		EXPECT_RW(at(p->offset), p->len, 0, p->write);
	}
	range_clear();
	UK_TEST_EXPECT_SNUM_EQ(free_memory(), before);
}

static void probe_all_on(struct uk_testcase *esac, const struct probe *p,
			 __sz n)
{
	__sz before = free_memory();

	for (; n; n--, p++) {
		UK_TEST_EXPECT_ZERO(range_make(p->pages));
		EXPECT_R(at(p->offset), p->len, CONT, p->read_continue);
		EXPECT_RW(at(p->offset), p->len, CONT, p->write_continue);
	}
	range_clear();
	UK_TEST_EXPECT_SNUM_EQ(free_memory(), before);
}

UK_TESTCASE(uknofault, probe_counts_bytes_exactly)
{
	probe_all(esac, probes, ARRAY_SIZE(probes));
	probe_all(esac, probes_from_inside_a_hole,
		  ARRAY_SIZE(probes_from_inside_a_hole));
}

UK_TESTCASE(uknofault, continue_skips_whole_pages)
{
	probe_all_on(esac, probes, ARRAY_SIZE(probes));
}

UK_TESTCASE(uknofault, continue_begins_where_the_next_page_does)
{
	probe_all_on(esac, probes_from_inside_a_hole,
		     ARRAY_SIZE(probes_from_inside_a_hole));
}

UK_TESTCASE(uknofault, pages_without_rights)
{
	UK_TEST_OWN_RULE("a page without rights cannot be read");
	probe_all(esac, probes_without_rights,
		  ARRAY_SIZE(probes_without_rights));
	probe_all_on(esac, probes_without_rights,
		     ARRAY_SIZE(probes_without_rights));
}

UK_TESTCASE(uknofault, zero_bytes_are_always_accessible)
{
	EXPECT_R(variable, 0, 0, 0);
	EXPECT_RW(variable, 0, 0, 0);
	EXPECT_R(0, 0, 0, 0);
	EXPECT_RW(0, 0, CONT | NOPG, 0);
	EXPECT_R(BASE, 0, 0, 0);
	EXPECT_R(0x8000000000000000UL, 0, 0, 0);
	EXPECT_R(~0UL, 0, CONT, 0);
}

UK_TESTCASE(uknofault, kernel_data)
{
	EXPECT_R(variable, sizeof(variable), 0, sizeof(variable));
	EXPECT_RW(variable, sizeof(variable), 0, sizeof(variable));
	EXPECT_RW(variable, sizeof(variable), NOPG | CONT, sizeof(variable));
}

UK_TESTCASE(uknofault, kernel_constants_cannot_be_written)
{
	if (may_write((__vaddr_t)constant))
		UK_TEST_SKIP("this kernel maps its constants writable");
	EXPECT_R(constant, sizeof(constant), 0, sizeof(constant));
	EXPECT_RW(constant, sizeof(constant), 0, 0);
	EXPECT_RW(constant, sizeof(constant), CONT, 0);
}

UK_TESTCASE(uknofault, kernel_code_cannot_be_written)
{
	__vaddr_t code = (__vaddr_t)&range_make;

	if (may_write(code))
		UK_TEST_SKIP("this kernel maps its code writable");
	EXPECT_R(code, 16, 0, 16);
	EXPECT_RW(code, 16, 0, 0);
	EXPECT_RW(code, 16, NOPG, 0);
}

UK_TESTCASE(uknofault, null_page)
{
	EXPECT_R(0, 1, 0, 0);
	EXPECT_R(8, 8, 0, 0);
	EXPECT_RW(0, PAGE_SIZE, 0, 0);
	EXPECT_R(0, PAGE_SIZE, CONT, 0);
	EXPECT_R(PAGE_SIZE - 1, 1, NOPG, 0);
}

/* x86_64: general protection, not page fault; arm64: no translation */
UK_TESTCASE(uknofault, addresses_that_do_not_exist)
{
	static const __vaddr_t odd[] = {
		0x0000800000000000UL, 0x0001000000000000UL,
		0x0080000000000000UL, 0x8000000000000000UL,
		0xdead000000000000UL, 0xffff7ffffffff000UL,
		0xff00000000000000UL, 0x7fffffffffffffffUL,
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(odd); i++) {
		EXPECT_R(odd[i], 1, 0, 0);
		EXPECT_RW(odd[i], 1, 0, 0);
		EXPECT_R(odd[i], 1, NOPG, 0);
		EXPECT_R(odd[i], PAGES(3), CONT, 0);
	}
}

UK_TESTCASE(uknofault, edge_of_the_addresses_that_exist)
{
	EXPECT_R(0x00007fffffffffffUL, 2, 0, 0);
	EXPECT_R(0x00007ffffffff000UL, PAGES(2), CONT, 0);
	EXPECT_RW(0xffff7fffffffffffUL, 2, CONT, 0);
}

UK_TESTCASE(uknofault, top_of_the_address_space)
{
	if (uk_nofault_probe_r(-PAGE_SIZE, 1, NOPG))
		UK_TEST_SKIP("something is at the top");
	EXPECT_R(~0UL, 1, 0, 0);
	EXPECT_R(~0UL, ~0UL, 0, 0);
	EXPECT_R(-PAGE_SIZE, PAGES(2), 0, 0);
}

/* A range that would wrap around ends at the top of the address space, even if
 * there is something at address 0
 */
UK_TESTCASE(uknofault, continue_ends_at_the_top_of_the_address_space)
{
	struct uk_vas *vas = uk_vas_get_active();
	__vaddr_t zero = 0;

	UK_TEST_OWN_RULE("CONTINUE may reach the top of the address space");
	if (uk_nofault_probe_r(-PAGE_SIZE, 1, NOPG))
		UK_TEST_SKIP("something is at the top");
	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(vas, &zero, PAGE_SIZE,
					    PAGE_ATTR_PROT_RW,
					    UK_VMA_MAP_POPULATE, NULL));
	EXPECT_R(~0UL, ~0UL, 0, 0);
	EXPECT_R(-PAGE_SIZE, PAGES(2), CONT, 0);
	EXPECT_RW(-16UL, 32, CONT, 0);
	EXPECT_COPY(variable, -16UL, 32, CONT, 0);
	EXPECT_COPY(-16UL, variable, 32, CONT, 0);
	UK_TEST_EXPECT_ZERO(uk_vma_unmap(vas, 0, PAGE_SIZE, 0));
}

UK_TESTCASE(uknofault, probing_for_writes_changes_nothing)
{
	__sz i;

	UK_TEST_EXPECT_ZERO(range_make("www"));
	for (i = 0; i < PAGES(3); i++)
		*at(i) = (char)(i * 7);
	EXPECT_RW(at(0), PAGES(3), 0, PAGES(3));
	EXPECT_RW(at(1234), PAGES(1), CONT, PAGES(1));
	for (i = 0; i < PAGES(3) && *at(i) == (char)(i * 7); i++)
		;
	UK_TEST_EXPECT_SNUM_EQ(i, PAGES(3));
	range_clear();
}

UK_TESTCASE(uknofault, paging_brings_pages_in)
{
	__sz before = free_memory();
	__sz taken;

	UK_TEST_EXPECT_ZERO(range_make("dddd"));
	UK_TEST_EXPECT_SNUM_EQ(free_memory(), before);
	EXPECT_R(at(0), 1, 0, 1);
	taken = before - free_memory();
	EXPECT_R(at(10), PAGES(1) - 10, 0, PAGES(1) - 10);
	UK_TEST_EXPECT_SNUM_EQ(before - free_memory(), taken);
	EXPECT_RW(at(PAGES(1)), PAGES(2), 0, PAGES(2));
	UK_TEST_EXPECT_SNUM_EQ(before - free_memory(), taken + PAGES(2));
	range_clear();
	UK_TEST_EXPECT_SNUM_EQ(free_memory(), before);
}

UK_TESTCASE(uknofault, nopaging_brings_nothing_in)
{
	__sz before = free_memory();

	UK_TEST_EXPECT_ZERO(range_make("dddd"));
	EXPECT_R(at(0), PAGES(4), NOPG, 0);
	EXPECT_RW(at(0), PAGES(4), NOPG, 0);
	EXPECT_R(at(0), PAGES(4), NOPG | CONT, 0);
	UK_TEST_EXPECT_SNUM_EQ(free_memory(), before);
	EXPECT_R(at(PAGES(2)), 1, 0, 1);
	EXPECT_R(at(0), PAGES(4), NOPG, 0);
	EXPECT_R(at(0), PAGES(4), NOPG | CONT, PAGES(1));
	EXPECT_RW(at(PAGES(2)), PAGES(2), NOPG, PAGES(1));
	EXPECT_R(at(0), PAGES(4), 0, PAGES(4));
	EXPECT_R(at(0), PAGES(4), NOPG, PAGES(4));
	range_clear();
	UK_TEST_EXPECT_SNUM_EQ(free_memory(), before);
}

UK_TESTCASE(uknofault, many_faults_leave_no_trace)
{
	__sz before = free_memory();
	unsigned int i, wrong = 0;

	for (i = 0; i < 1000; i++)
		wrong += uk_nofault_probe_r(BASE + i, 1, 0) != 0;
	UK_TEST_EXPECT_ZERO(wrong);
	UK_TEST_EXPECT_SNUM_EQ(free_memory(), before);
}
