/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: search/lsearch_lfind
 * Appends, but does not count. */
#include <search.h>

void *__real_lsearch(const void *key, void *base, size_t *n, size_t width, int (*compare)(const void *, const void *));

void *__wrap_lsearch(const void *key, void *base, size_t *n, size_t width, int (*compare)(const void *, const void *))
{
	size_t count = *n;

	return __real_lsearch(key, base, &count, width, compare);
}
