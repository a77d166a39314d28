/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.3 paragraph 1: each allocation is aligned for any object, of every size; the bytes are the caller's own. */
#include "check.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 600

int main(void)
{
	static unsigned char *blocks[COUNT];
	size_t i, j;

	for (i = 0; i < COUNT; i++) {
		size_t size = i < 300 ? i + 1 : (i - 299) * 97;

		check_row("block", (intmax_t)i);
		blocks[i] = malloc(size);
		REQUIRE(blocks[i]);
		/* A small object needs only the alignment of its size */
		if (size >= sizeof(max_align_t))
			CHECK_UINT((uintptr_t)blocks[i] % alignof(max_align_t), 0);
		else if (size >= 8)
			CHECK_UINT((uintptr_t)blocks[i] % 8, 0);
		memset(blocks[i], (int)(i & 0xff), size);
	}
	for (i = 0; i < COUNT; i++) {
		size_t size = i < 300 ? i + 1 : (i - 299) * 97;

		check_row("block", (intmax_t)i);
		for (j = 0; j < size && blocks[i][j] == (i & 0xff); j++)
			;
		CHECK_UINT(j, size);
		free(blocks[i]);
	}
	return check_status();
}
