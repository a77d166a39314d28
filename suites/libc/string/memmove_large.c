/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.2.2 memmove: large objects that overlap almost wholly, up and down by one byte, a word, a page. */
#include "check.h"

#include <stdint.h>
#include <string.h>

#define LEN (96 * 1024)

static unsigned char mem[LEN + 8192];

static unsigned char value(size_t i)
{
	return (unsigned char)(i * 31 + i / 251);
}

static void fill(size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		mem[i] = value(i);
}

/* The index of the first byte that is not value(i + shift), else len */
static size_t first_wrong(const unsigned char *moved, size_t len, size_t shift)
{
	size_t i = 0;

	while (i < len && moved[i] == value(i + shift))
		i++;
	return i;
}

int main(void)
{
	static const size_t distances[] = { 1, 7, 8, 16, 63, 4096, 5001 };
	size_t i;

	for (i = 0; i < sizeof(distances) / sizeof(*distances); i++) {
		size_t distance = distances[i];

		check_row("distance", (intmax_t)distance);
		fill(LEN + distance);
		memmove(mem + distance, mem, LEN);
		CHECK_UINT(first_wrong(mem + distance, LEN, 0), LEN);
		CHECK_UINT(first_wrong(mem, distance, 0), distance);
		fill(LEN + distance);
		memmove(mem, mem + distance, LEN);
		CHECK_UINT(first_wrong(mem, LEN, distance), LEN);
		CHECK_UINT(first_wrong(mem + LEN, distance, LEN), distance);
	}
	return check_status();
}
