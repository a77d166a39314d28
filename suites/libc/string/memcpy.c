/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.2.1 memcpy: copies n bytes, whatever the alignment of both objects, and no other byte. */
#include "check.h"

#include <string.h>

static unsigned char src[256], dst[256], expected[256];

static void copy(size_t from, size_t to, size_t len)
{
	size_t i;

	memset(dst, 0xee, sizeof(dst));
	for (i = 0; i < sizeof(expected); i++)
		expected[i] = 0xee;
	for (i = 0; i < len; i++)
		expected[to + i] = src[from + i];
	check_row("length", (intmax_t)len);
	CHECK_PTR(memcpy(dst + to, src + from, len), dst + to);
	CHECK_MEM(dst, expected, sizeof(dst));
}

int main(void)
{
	size_t from, to, len;

	for (from = 0; from < sizeof(src); from++)
		src[from] = (unsigned char)(from * 7 + 1);
	for (from = 0; from < 16; from++)
		for (to = 0; to < 16; to++)
			for (len = 0; len < 20; len++)
				copy(from, to, len);
	for (from = 0; from < 17; from += 3)
		for (to = 0; to < 17; to += 5)
			for (len = 20; len < 200; len++)
				copy(from, to, len);
	return check_status();
}
