/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.3 paragraph 1, 7.22.3.5: blocks of posix_memalign() and aligned_alloc() go through realloc() and free() too. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <string.h>

int main(void)
{
	size_t alignment, size;
	char *mem, *moved;

	for (alignment = 16; alignment <= 4096; alignment *= 4)
		for (size = 10; size < 5000; size *= 5) {
			check_row("alignment", (intmax_t)alignment);
			mem = NULL;
			CHECK_INT(posix_memalign((void **)&mem, alignment, size), 0);
			REQUIRE(mem);
			memset(mem, 'm', size);
			moved = realloc(mem, size * 3);
			REQUIRE(moved);
			CHECK_INT(moved[0], 'm');
			CHECK_INT(moved[size - 1], 'm');
			memset(moved, 'n', size * 3);
			mem = realloc(moved, 5);
			REQUIRE(mem);
			CHECK_MEM(mem, "nnnnn", 5);
			free(mem);
		}
	return check_status();
}
