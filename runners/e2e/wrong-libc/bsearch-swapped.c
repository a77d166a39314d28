/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: search/bsearch
 * Gives the key as the second argument. */
#include <stdlib.h>

void *__wrap_bsearch(const void *key, const void *base, size_t n, size_t width, int (*compare)(const void *, const void *))
{
	const char *v = base;
	size_t i;

	for (i = 0; i < n; i++)
		if (compare(v + i * width, key) == 0)
			return (void *)(v + i * width);
	return NULL;
}
