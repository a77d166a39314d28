/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.5.2 qsort: elements of 1 to 300 bytes move as a whole, also when they are not aligned */
#include "check.h"
#include <stdlib.h>
#include <string.h>

#define COUNT 60

static size_t width;

static int by_first_byte(const void *a, const void *b)
{
	return *(const unsigned char *)a - *(const unsigned char *)b;
}

/* Byte k of the element with key v; byte 0 is the key itself. */
static unsigned char content(unsigned v, size_t k)
{
	return (unsigned char)(v + k * 13);
}

static void fill(unsigned char *base)
{
	for (unsigned i = 0; i < COUNT; i++) {
		unsigned v = (i * 37 + 11) % COUNT;

		for (size_t k = 0; k < width; k++)
			base[i * width + k] = content(v, k);
	}
}

static void sort_at(unsigned char *base)
{
	base[-1] = base[COUNT * width] = 0xa5;
	fill(base);
	qsort(base, COUNT, width, by_first_byte);
	for (unsigned i = 0; i < COUNT; i++)
		for (size_t k = 0; k < width; k++)
			if (base[i * width + k] != content(i, k)) {
				CHECK_INT(base[i * width + k], content(i, k));
				return;
			}
	CHECK_INT(base[-1], 0xa5);
	CHECK_INT(base[COUNT * width], 0xa5);
}

int main(void)
{
	static unsigned char buffer[COUNT * 300 + 64];

	for (width = 1; width <= 300; width += width < 40 ? 1 : 13) {
		check_row("width", (intmax_t)width);
		sort_at(buffer + 16);
		sort_at(buffer + 17);
	}
	return check_status();
}
