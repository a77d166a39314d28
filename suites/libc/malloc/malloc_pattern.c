/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.3: blocks of mixed sizes, taken and freed in a random order, never overlap and keep their bytes. */
#include "check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 256

static struct {
	unsigned char *mem;
	size_t size;
	unsigned char mark;
} slots[SLOTS];

static uint32_t state = 12345;

static uint32_t next(void)
{
	state = state * 1664525 + 1013904223;
	return state >> 8;
}

static int is_whole(size_t slot)
{
	size_t i = 0;

	while (i < slots[slot].size && slots[slot].mem[i] == slots[slot].mark)
		i++;
	return i == slots[slot].size;
}

static void replace(size_t slot)
{
	CHECK(is_whole(slot));
	free(slots[slot].mem);
	slots[slot].size = next() % (next() % 16 ? 200 : 20000);
	slots[slot].mark = (unsigned char)next();
	slots[slot].mem = malloc(slots[slot].size + 1);
	REQUIRE(slots[slot].mem);
	memset(slots[slot].mem, slots[slot].mark, slots[slot].size + 1);
}

int main(void)
{
	size_t i;

	for (i = 0; i < 5000; i++) {
		check_row("step", (intmax_t)i);
		replace(next() % SLOTS);
	}
	for (i = 0; i < SLOTS; i++) {
		CHECK(is_whole(i));
		free(slots[i].mem);
	}
	return check_status();
}
