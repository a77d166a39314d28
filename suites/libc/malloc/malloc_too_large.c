/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 malloc, realloc: sizes that cannot be had give a null pointer and ENOMEM; the old block stays. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Not constant: compilers warn about sizes as large as these */
static size_t sizes[] = { SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - 15, SIZE_MAX - 16,
			  SIZE_MAX - 64, SIZE_MAX - 4095, SIZE_MAX - 4096,
			  SIZE_MAX - 65536, (size_t)PTRDIFF_MAX + 1,
			  (size_t)PTRDIFF_MAX };

int main(void)
{
	char *mem = malloc(100), *moved;
	size_t i;

	REQUIRE(mem);
	memcpy(mem, "content", 8);
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		check_row("size", (intmax_t)i);
		errno = 0;
		moved = malloc(sizes[i]);
		CHECK_PTR(moved, 0);
		CHECK_INT(errno, ENOMEM);
		errno = 0;
		moved = realloc(mem, sizes[i]);
		CHECK_PTR(moved, 0);
		CHECK_INT(errno, ENOMEM);
		CHECK_STR(mem, "content");
		CHECK(posix_memalign((void **)&moved, 64, sizes[i]) == ENOMEM);
		errno = 0;
		CHECK_PTR(aligned_alloc(64, sizes[i] & ~(size_t)63), 0);
	}
	free(mem);
	return check_status();
}
