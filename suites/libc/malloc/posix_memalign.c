/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 posix_memalign, ISO C11 7.22.3.1 aligned_alloc: each power of two; EINVAL for what is none; errno stays. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void aligned(size_t alignment)
{
	void *blocks[5];
	size_t i, size;

	for (i = 0; i < 5; i++) {
		size = 1 + i * alignment / 2 + i;
		blocks[i] = NULL;
		errno = EBUSY;
		CHECK_INT(posix_memalign(&blocks[i], alignment, size), 0);
		CHECK_INT(errno, EBUSY);
		REQUIRE(blocks[i]);
		CHECK_UINT((uintptr_t)blocks[i] % alignment, 0);
		memset(blocks[i], 0xaa, size);
	}
	for (i = 0; i < 5; i++)
		free(blocks[i]);
	blocks[0] = aligned_alloc(alignment, alignment * 2);
	REQUIRE(blocks[0]);
	CHECK_UINT((uintptr_t)blocks[0] % alignment, 0);
	memset(blocks[0], 0x55, alignment * 2);
	free(blocks[0]);
}

int main(void)
{
	static const size_t wrong[] = { 0, 1, 2, 3, 4, 7, 9, 24, 48, 100, 4097 };
	void *mem = &mem;
	size_t alignment, i;

	for (alignment = sizeof(void *); alignment <= 65536; alignment *= 2) {
		check_row("alignment", (intmax_t)alignment);
		aligned(alignment);
	}
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		check_row("wrong alignment", (intmax_t)wrong[i]);
		CHECK_INT(posix_memalign(&mem, wrong[i], 64), EINVAL);
	}
	CHECK_INT(posix_memalign(&mem, 64, 0), 0);
	free(mem);
	return check_status();
}
