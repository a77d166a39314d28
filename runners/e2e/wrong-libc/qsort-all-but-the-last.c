/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: search/qsort_orders search/qsort_large search/qsort_calls regression/qsort_extreme_values
 * Sorts all but the last element. */
#include <stdlib.h>

void __real_qsort(void *base, size_t n, size_t width, int (*compare)(const void *, const void *));

void __wrap_qsort(void *base, size_t n, size_t width, int (*compare)(const void *, const void *))
{
	__real_qsort(base, n ? n - 1 : 0, width, compare);
}
