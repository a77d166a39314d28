/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Copying: the right bytes, all of them, and no others.
 */
#include "nofault_test.h"

static char from[256];
static char to[256];

static void fill_from(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(from); i++)
		from[i] = (char)(i + 1);
}

/* One copy between buffers; @return whether exactly those bytes changed */
static int copies(unsigned int dst_off, unsigned int src_off, unsigned int len)
{
	unsigned int i;

	memset(to, '#', sizeof(to));
	if (uk_nofault_memcpy(to + dst_off, from + src_off, len, 0) != len)
		return 0;
	for (i = 0; i < sizeof(to); i++) {
		char want = i >= dst_off && i < dst_off + len ?
				    from[src_off + i - dst_off] :
				    '#';
		if (to[i] != want)
			return 0;
	}
	return 1;
}

UK_TESTCASE(uknofault, copy_at_every_alignment_and_length)
{
	unsigned int dst, src, len, wrong = 0;

	fill_from();
	for (dst = 0; dst < 9; dst++)
		for (src = 0; src < 9; src++)
			for (len = 0; len < 34; len += 3)
				wrong += !copies(dst, src, len);
	UK_TEST_EXPECT_ZERO(wrong);
	for (len = 0; len < 40; len++)
		UK_TEST_EXPECT(copies(8, 16, len));
}

UK_TESTCASE(uknofault, copy_nothing)
{
	EXPECT_COPY(to, from, 0, 0, 0);
	EXPECT_COPY(0, 0, 0, 0, 0);
	EXPECT_COPY(at(0), at(100), 0, CONT, 0);
}

UK_TESTCASE(uknofault, copy_whole_pages)
{
	__sz i;

	UK_TEST_EXPECT_ZERO(range_make("wwwwww"));
	for (i = 0; i < PAGES(3); i++)
		*at(i) = (char)(i * 13);
	EXPECT_COPY(at(PAGES(3)), at(0), PAGES(3), 0, PAGES(3));
	UK_TEST_EXPECT_BYTES_EQ(at(PAGES(3)), at(0), PAGES(3));
	memset(at(PAGES(3)), 0, PAGES(3));
	EXPECT_COPY(at(PAGES(3) + 1), at(2), PAGES(3) - 2, 0, PAGES(3) - 2);
	UK_TEST_EXPECT_BYTES_EQ(at(PAGES(3) + 1), at(2), PAGES(3) - 2);
	UK_TEST_EXPECT_ZERO(*at(PAGES(3)));
	UK_TEST_EXPECT_ZERO(*at(PAGES(6) - 1));
	range_clear();
}

/* The source ends after `left` bytes */
UK_TESTCASE(uknofault, copy_stops_where_the_source_ends)
{
	static const unsigned int left[] = { 1, 2, 7, 8, 9, 16, 31, 64 };
	unsigned int i;

	UK_TEST_EXPECT_ZERO(range_make("w-"));
	memset(at(0), 's', PAGES(1));
	for (i = 0; i < ARRAY_SIZE(left); i++) {
		memset(to, '#', sizeof(to));
		EXPECT_COPY(to, at(PAGES(1) - left[i]), 100, 0, left[i]);
		UK_TEST_EXPECT_SNUM_EQ(count_bytes(to, left[i], 's'), left[i]);
		UK_TEST_EXPECT_SNUM_EQ(count_bytes(to + left[i], 100, '#'),
				       100);
	}
	range_clear();
}

UK_TESTCASE(uknofault, copy_stops_where_the_destination_ends)
{
	static const unsigned int left[] = { 1, 3, 8, 15, 16, 33 };
	unsigned int i;

	fill_from();
	for (i = 0; i < ARRAY_SIZE(left); i++) {
		UK_TEST_EXPECT_ZERO(range_make("w-"));
		EXPECT_COPY(at(PAGES(1) - left[i]), from, 100, 0, left[i]);
		UK_TEST_EXPECT_BYTES_EQ(at(PAGES(1) - left[i]), from, left[i]);
		UK_TEST_EXPECT_ZERO(*at(PAGES(1) - left[i] - 1));
	}
	range_clear();
}

UK_TESTCASE(uknofault, copy_from_and_to_nowhere)
{
	memset(to, '#', sizeof(to));
	EXPECT_COPY(to, at(0), 64, 0, 0);
	EXPECT_COPY(at(0), from, 64, 0, 0);
	EXPECT_COPY(at(0), at(PAGES(1)), 64, CONT, 0);
	EXPECT_COPY(to, 0, 64, 0, 0);
	EXPECT_COPY(0, from, 64, 0, 0);
	EXPECT_COPY(to, 0x8000000000000000UL, 8, 0, 0);
	EXPECT_COPY(0x8000000000000000UL, from, 8, 0, 0);
	UK_TEST_EXPECT_SNUM_EQ(count_bytes(to, sizeof(to), '#'), sizeof(to));
}

UK_TESTCASE(uknofault, copy_to_read_only_memory)
{
	UK_TEST_EXPECT_ZERO(range_make("wr"));
	fill_from();
	EXPECT_COPY(at(PAGES(1)), from, 16, 0, 0);
	EXPECT_COPY(at(PAGES(1) - 8), from, 16, 0, 8);
	UK_TEST_EXPECT_BYTES_EQ(at(PAGES(1) - 8), from, 8);
	EXPECT_COPY(to, at(PAGES(1)), 16, 0, 16);
	UK_TEST_EXPECT_SNUM_EQ(count_bytes(to, 16, 0), 16);
	range_clear();
}

UK_TESTCASE(uknofault, copy_to_kernel_code)
{
	char code[16];

	if (may_write((__vaddr_t)&copies))
		UK_TEST_SKIP("this kernel maps its code writable");
	memcpy(code, (const char *)&copies, sizeof(code));
	fill_from();
	EXPECT_COPY(&copies, from, sizeof(code), 0, 0);
	EXPECT_COPY(&copies, from, sizeof(code), CONT, 0);
	UK_TEST_EXPECT_BYTES_EQ((const char *)&copies, code, sizeof(code));
}

UK_TESTCASE(uknofault, copy_continues_behind_a_hole_in_the_source)
{
	UK_TEST_EXPECT_ZERO(range_make("w-w---wwww"));
	memset(at(0), 'a', PAGES(1));
	memset(at(PAGES(2)), 'b', PAGES(1));
	memset(at(PAGES(6)), '#', PAGES(4));
	EXPECT_COPY(at(PAGES(6)), at(0), PAGES(3), 0, PAGES(1));
	EXPECT_COPY(at(PAGES(6)), at(0), PAGES(3), CONT, PAGES(2));
	UK_TEST_EXPECT_SNUM_EQ(count_bytes(at(PAGES(6)), PAGES(1), 'a'),
			       PAGES(1));
	UK_TEST_EXPECT_SNUM_EQ(count_bytes(at(PAGES(7)), PAGES(1), '#'),
			       PAGES(1));
	UK_TEST_EXPECT_SNUM_EQ(count_bytes(at(PAGES(8)), PAGES(1), 'b'),
			       PAGES(1));
	range_clear();
}

/* The pages of source and destination begin at different places of the copy */
UK_TESTCASE(uknofault, copy_continues_behind_holes_on_both_sides)
{
	const __sz skew = 100;

	UK_TEST_EXPECT_ZERO(range_make("w-ww----w-ww"));
	memset(at(0), 'a', PAGES(1));
	memset(at(PAGES(2)), 'b', PAGES(2));
	memset(at(PAGES(8)), '#', PAGES(1));
	memset(at(PAGES(10)), '#', PAGES(2));
	EXPECT_COPY(at(PAGES(8) + skew), at(0), PAGES(3), CONT,
		    PAGES(1) - skew + PAGES(1));
	UK_TEST_EXPECT_SNUM_EQ(
		count_bytes(at(PAGES(8)), PAGES(1), 'a'), PAGES(1) - skew);
	UK_TEST_EXPECT_SNUM_EQ(
		count_bytes(at(PAGES(10) + skew), PAGES(1), 'b'), PAGES(1));
	UK_TEST_EXPECT_SNUM_EQ(count_bytes(at(PAGES(10)), skew, '#'), skew);
	range_clear();
}

UK_TESTCASE(uknofault, copy_on_demand_and_without)
{
	__sz before = free_memory();

	fill_from();
	UK_TEST_EXPECT_ZERO(range_make("dd"));
	EXPECT_COPY(at(PAGES(1) - 50), from, 100, NOPG, 0);
	EXPECT_COPY(to, at(0), 100, NOPG, 0);
	UK_TEST_EXPECT_SNUM_EQ(free_memory(), before);
	EXPECT_COPY(at(PAGES(1) - 50), from, 100, 0, 100);
	UK_TEST_EXPECT_BYTES_EQ(at(PAGES(1) - 50), from, 100);
	EXPECT_COPY(to, at(PAGES(1) - 50), 100, NOPG, 100);
	UK_TEST_EXPECT_BYTES_EQ(to, from, 100);
	range_clear();
	UK_TEST_EXPECT_SNUM_EQ(free_memory(), before);
}

UK_TESTCASE(uknofault, copy_down_over_itself)
{
	unsigned int shift, i, wrong = 0;

	for (shift = 1; shift < 20; shift++) {
		fill_from();
		EXPECT_COPY(from, from + shift, 200, 0, 200);
		for (i = 0; i < 200; i++)
			wrong += from[i] != (char)(i + shift + 1);
	}
	UK_TEST_EXPECT_ZERO(wrong);
	fill_from();
	EXPECT_COPY(from, from, sizeof(from), 0, sizeof(from));
	UK_TEST_EXPECT_SNUM_EQ(from[100], 101);
}

UK_TESTCASE(uknofault, try_read_and_try_write)
{
	unsigned int value = 7;

	UK_TEST_EXPECT_ZERO(range_make("wr"));
	UK_TEST_EXPECT(uk_nofault_try_write(0x12345678U, at(8)));
	UK_TEST_EXPECT(uk_nofault_try_read(value, at(8)));
	UK_TEST_EXPECT_SNUM_EQ(value, 0x12345678);
	value = 7;
	UK_TEST_EXPECT(!uk_nofault_try_read(value, at(PAGES(2))));
	UK_TEST_EXPECT(!uk_nofault_try_read(value, 0));
	UK_TEST_EXPECT_SNUM_EQ(value, 7);
	UK_TEST_EXPECT(!uk_nofault_try_write(value, at(PAGES(1))));
	UK_TEST_EXPECT(!uk_nofault_try_write(value, at(PAGES(2))));
	range_clear();
}
