/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.3.2 calloc: all bytes are zero, also of memory that was used before; a product that overflows fails. */
#include "check.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCKS 12

/* Blocks that were used before are likely to come back beside others */
static void zeroed(size_t size)
{
	unsigned char *blocks[BLOCKS];
	size_t i, block;

	for (block = 0; block < BLOCKS; block++) {
		blocks[block] = malloc(size);
		REQUIRE(blocks[block]);
		memset(blocks[block], 0xff, size);
	}
	for (block = 1; block < BLOCKS; block += 2)
		free(blocks[block]);
	check_row("size", (intmax_t)size);
	for (block = 1; block < BLOCKS; block += 2) {
		blocks[block] = calloc(size, 1);
		REQUIRE(blocks[block]);
		for (i = 0; i < size && !blocks[block][i]; i++)
			;
		CHECK_UINT(i, size);
	}
	for (block = 0; block < BLOCKS; block++)
		free(blocks[block]);
}

static void too_large(size_t count, size_t size)
{
	void *mem;

	errno = 0;
	mem = calloc(count, size);
	CHECK_PTR(mem, 0);
	CHECK_INT(errno, ENOMEM);
	free(mem);
}

int main(void)
{
	size_t size;

	for (size = 1; size < 150000; size = size * 3 / 2 + 1)
		zeroed(size);
	check_row(NULL, 0);
	too_large(SIZE_MAX, 2);
	too_large(2, SIZE_MAX);
	too_large(SIZE_MAX / 2 + 1, 2);
	too_large(SIZE_MAX / 4 + 2, 4);
	too_large((size_t)1 << 32, (size_t)1 << 32);
	too_large(((size_t)1 << 32) + 1, (size_t)1 << 32);
	too_large(SIZE_MAX, SIZE_MAX);
	too_large(SIZE_MAX, 1);
	return check_status();
}
