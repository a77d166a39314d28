/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.2.2 memmove: overlapping objects are moved as if through a third one. */
#include "check.h"

#include <string.h>

static unsigned char mem[400], expected[400];

static void fill(unsigned char *to)
{
	size_t i;

	for (i = 0; i < sizeof(mem); i++)
		to[i] = (unsigned char)(i * 13 + i / 256);
}

static void move(size_t from, size_t to, size_t len)
{
	size_t i;

	fill(mem);
	fill(expected);
	/* mem is still the source as it was */
	for (i = 0; i < len; i++)
		expected[to + i] = mem[from + i];
	check_row("length", (intmax_t)len);
	CHECK_PTR(memmove(mem + to, mem + from, len), mem + to);
	CHECK_MEM(mem, expected, sizeof(mem));
}

int main(void)
{
	size_t distance, len, start;

	for (start = 0; start < 8; start += 5)
		for (distance = 0; distance < 36; distance++)
			for (len = 0; len < 150; len += len < 40 ? 1 : 13) {
				move(start, start + distance, len);
				move(start + distance, start, len);
			}
	return check_status();
}
