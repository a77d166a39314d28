/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.3.5 realloc: keeps the bytes that fit, while growing and shrinking among other blocks; NULL is malloc(). */
#include "check.h"

#include <stdlib.h>
#include <string.h>

static unsigned char value(size_t i)
{
	return (unsigned char)(i * 11 + i / 256);
}

static void fill(unsigned char *mem, size_t from, size_t to)
{
	while (from < to) {
		mem[from] = value(from);
		from++;
	}
}

static void check_filled(const unsigned char *mem, size_t len)
{
	size_t i = 0;

	while (i < len && mem[i] == value(i))
		i++;
	CHECK_UINT(i, len);
}

int main(void)
{
	unsigned char *mem = realloc(NULL, 1), *moved;
	void *between[40];
	size_t size = 1, i, new_size;

	REQUIRE(mem);
	fill(mem, 0, size);
	for (i = 0; i < 40; i++) {
		check_row("growth", (intmax_t)i);
		new_size = size + size / 3 + 7;
		between[i] = malloc(new_size / 2 + 1);
		moved = realloc(mem, new_size);
		REQUIRE(between[i] && moved);
		check_filled(moved, size);
		fill(moved, size, new_size);
		mem = moved;
		size = new_size;
	}
	for (i = 0; size > 1; i++) {
		check_row("shrinking", (intmax_t)i);
		if (i < 40)
			free(between[i]);
		size = size * 2 / 3;
		moved = realloc(mem, size);
		REQUIRE(moved);
		check_filled(moved, size);
		mem = moved;
	}
	for (; i < 40; i++)
		free(between[i]);
	moved = realloc(mem, 600000);
	REQUIRE(moved);
	check_filled(moved, 1);
	free(moved);
	return check_status();
}
