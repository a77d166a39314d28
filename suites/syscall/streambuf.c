/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Buffers that are filled piece by piece.
 */
#include <string.h>
#include <uk/streambuf.h>
#include <uk/test.h>

static char buf[16];
static struct uk_streambuf sb;

UK_TESTCASE(syscall, streambuf_joins_texts)
{
	uk_streambuf_init(&sb, buf, sizeof(buf), UK_STREAMBUF_C_TERMSHIFT);
	UK_TEST_EXPECT_ZERO(strcmp(buf, ""));
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_strcpy(&sb, "one"), 3);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_printf(&sb, "%d,", 2), 2);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_strcpy(&sb, ""), 0);
	UK_TEST_EXPECT_ZERO(strcmp(buf, "one2,"));
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_seek(&sb), 6);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_left(&sb), 10);
	UK_TEST_EXPECT(!uk_streambuf_istruncated(&sb));
}

UK_TESTCASE(syscall, streambuf_cuts_at_its_end)
{
	uk_streambuf_init(&sb, buf, 6, UK_STREAMBUF_C_TERMSHIFT);
	buf[6] = '!';
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_strcpy(&sb, "12345"), 5);
	UK_TEST_EXPECT(!uk_streambuf_istruncated(&sb));
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_strcpy(&sb, "6"), 0);
	UK_TEST_EXPECT(uk_streambuf_istruncated(&sb));
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_printf(&sb, "%s", "789"), 0);
	UK_TEST_EXPECT_BYTES_EQ(buf, "12345\0!", 7);
	uk_streambuf_init(&sb, buf, 6, UK_STREAMBUF_C_TERMSHIFT);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_printf(&sb, "%d", 1234567), 5);
	UK_TEST_EXPECT_BYTES_EQ(buf, "12345\0!", 7);
	UK_TEST_EXPECT(uk_streambuf_istruncated(&sb));
}

UK_TESTCASE(syscall, streambuf_keeps_terminators_without_the_flag)
{
	uk_streambuf_init(&sb, buf, 6, 0);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_strcpy(&sb, "ab"), 2);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_strcpy(&sb, "cdef"), 2);
	UK_TEST_EXPECT_BYTES_EQ(buf, "ab\0cd\0", 6);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_left(&sb), 0);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_strcpy(&sb, "x"), 0);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_printf(&sb, "x"), 0);
}

UK_TESTCASE(syscall, streambuf_takes_bytes)
{
	void *room;

	uk_streambuf_init(&sb, buf, 8, 0);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_memcpy(&sb, "\0\1\2", 3), 3);
	room = uk_streambuf_reserve(&sb, 4);
	UK_TEST_EXPECT_PTR_EQ(room, buf + 3);
	UK_TEST_EXPECT_NULL(uk_streambuf_reserve(&sb, 2));
	UK_TEST_EXPECT(uk_streambuf_istruncated(&sb));
	UK_TEST_EXPECT_PTR_EQ(uk_streambuf_wptr(&sb), buf + 7);
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_memcpy(&sb, "ab", 2), 1);
	UK_TEST_EXPECT_SNUM_EQ(buf[7], 'a');
	UK_TEST_EXPECT_SNUM_EQ(uk_streambuf_len(&sb), 8);
}
