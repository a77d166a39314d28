/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * No function reads or writes outside of its objects: objects at the very end
 * and start of a page whose neighbours are not mapped. A violation is a page
 * fault, so a case that gets to its expectations has passed most of the way.
 */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uk/test.h>

#include "guard.h"

static char other[256];

/* The last `len` bytes of the page */
static char *tail(char *page, size_t len)
{
	return page + GUARDED_SIZE - len;
}

UK_TESTCASE(nolibc, page_end_copies)
{
	char *page = guarded_page_map();
	size_t len;

	UK_TEST_ASSERT(page);
	for (len = 0; len <= 40; len++) {
		memset(other, (int)len + 1, sizeof(other));
		memcpy(tail(page, len), other + 1, len);
		memcpy(page, other + 1, len);
		UK_TEST_EXPECTF(!memcmp(tail(page, len), other, len)
					&& !memcmp(page, other, len),
				"memcpy of %zu bytes to both ends", len);
	}
	guarded_page_unmap();
}

UK_TESTCASE(nolibc, page_end_sources)
{
	char *page = guarded_page_map();
	size_t len;

	UK_TEST_ASSERT(page);
	for (len = 0; len <= 40; len++) {
		memset(page, 'a', 64);
		memset(tail(page, 64), 'b', 64);
		memcpy(other + 3, tail(page, len), len);
		memmove(other + 103, page, len);
		UK_TEST_EXPECTF((!len || (other[3] == 'b'
					  && other[103 + len - 1] == 'a')),
				"memcpy, memmove of %zu bytes from both ends",
				len);
	}
	guarded_page_unmap();
}

UK_TESTCASE(nolibc, page_end_moves)
{
	char *page = guarded_page_map();
	size_t len;

	UK_TEST_ASSERT(page);
	for (len = 1; len <= 40; len++) {
		memset(page, 'x', GUARDED_SIZE);
		*tail(page, len) = 'y';
		memmove(tail(page, len + 1), tail(page, len), len);
		memmove(tail(page, len), tail(page, len + 1), len);
		memset(page, 'x', 64);
		page[len - 1] = 'y';
		memmove(page + 1, page, len);
		memmove(page, page + 1, len);
		UK_TEST_EXPECTF(*tail(page, len) == 'y' && page[len - 1] == 'y',
				"memmove of %zu bytes up and down at both ends",
				len);
	}
	guarded_page_unmap();
}

UK_TESTCASE(nolibc, page_end_sets)
{
	char *page = guarded_page_map();
	size_t len;

	UK_TEST_ASSERT(page);
	for (len = 0; len <= 70; len++) {
		memset(tail(page, len), 'q', len);
		memset(page, 'p', len);
	}
	UK_TEST_EXPECT_SNUM_EQ(*tail(page, 1), 'q');
	UK_TEST_EXPECT_SNUM_EQ(page[69], 'p');
	UK_TEST_EXPECT_SNUM_EQ(page[70], 0);
	guarded_page_unmap();
}

UK_TESTCASE(nolibc, page_end_compares)
{
	char *page = guarded_page_map();
	size_t len, right = 0;

	UK_TEST_ASSERT(page);
	memset(page, 'x', GUARDED_SIZE);
	memset(other, 'x', sizeof(other));
	for (len = 0; len <= 40; len++)
		right += !memcmp(tail(page, len), other, len)
			 && !memcmp(other, tail(page, len), len)
			 && !memchr(tail(page, len), 'y', len)
			 && !memrchr(page, 'y', len)
			 && !strncmp(tail(page, len), other, len)
			 && !memmem(tail(page, len), len, "xy", 2);
	UK_TEST_EXPECT_SNUM_EQ(right, 41);
	guarded_page_unmap();
}

UK_TESTCASE(nolibc, page_end_strings)
{
	char *page = guarded_page_map();
	size_t len, right = 0;

	UK_TEST_ASSERT(page);
	for (len = 0; len < 40; len++) {
		char *str = tail(page, len + 1);

		memset(str, 'x', len);
		str[len] = '\0';
		right += strlen(str) == len && !strchr(str, 'y')
			 && !strrchr(str, 'y') && !strstr(str, "xy")
			 && strspn(str, "x") == len && !strcmp(str, strcpy(other, str))
			 && strtol(str, NULL, 10) == 0;
	}
	UK_TEST_EXPECT_SNUM_EQ(right, 40);
	guarded_page_unmap();
}

UK_TESTCASE(nolibc, page_end_without_terminator)
{
	char *page = guarded_page_map();
	size_t len;

	UK_TEST_ASSERT(page);
	memset(page, 'x', GUARDED_SIZE);
	for (len = 0; len <= 20; len++) {
		char *bytes = tail(page, len);
		int printed;

		strncpy(other, bytes, len);
		other[0] = '\0';
		strncat(other, bytes, len);
		printed = snprintf(NULL, 0, "%.*s", (int)len, bytes);
		UK_TEST_EXPECTF(strnlen(bytes, len) == len
					&& printed == (int)len
					&& strlen(other) == len,
				"%zu bytes without terminator", len);
	}
	guarded_page_unmap();
}

UK_TESTCASE(nolibc, page_end_destinations)
{
	char *page = guarded_page_map();
	size_t size;

	UK_TEST_ASSERT(page);
	for (size = 1; size <= 16; size++) {
		char *dst = tail(page, size);

		UK_TEST_EXPECTF(
			strlcpy(dst, "0123456789abcdefgh", size) == 18
				&& strlen(dst) == size - 1,
			"strlcpy into the last %zu bytes", size);
		UK_TEST_EXPECTF(snprintf(dst, size, "%-30d|", 7) == 31
					&& strlen(dst) == size - 1,
				"snprintf into the last %zu bytes", size);
	}
	guarded_page_unmap();
}

static int compare_chars(const void *a, const void *b)
{
	return *(const char *)a - *(const char *)b;
}

UK_TESTCASE(nolibc, page_end_sorting)
{
	char *page = guarded_page_map();
	char *last;

	UK_TEST_ASSERT(page);
	last = tail(page, 9);
	memcpy(last, "zgcadbfex", 9);
	qsort(last, 9, 1, compare_chars);
	UK_TEST_EXPECT_BYTES_EQ(last, "abcdefgxz", 9);
	UK_TEST_EXPECT_PTR_EQ(bsearch("z", last, 9, 1, compare_chars), last + 8);
	UK_TEST_EXPECT_NULL(bsearch("{", last, 9, 1, compare_chars));
	guarded_page_unmap();
}
