/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: search/qsort_element_sizes
 * Swaps whole groups of eight bytes only. */
#include <stdlib.h>
#include <string.h>

static void exchange(char *a, char *b, size_t width)
{
	char tmp[8];

	do {
		memcpy(tmp, a, 8);
		memcpy(a, b, 8);
		memcpy(b, tmp, 8);
		a += 8;
		b += 8;
	} while (width >= 16 && (width -= 8) >= 8);
}

void __wrap_qsort(void *base, size_t n, size_t width, int (*compare)(const void *, const void *))
{
	char *v = base;
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = i + 1; k < n; k++)
			if (compare(v + k * width, v + i * width) < 0)
				exchange(v + k * width, v + i * width, width);
}
