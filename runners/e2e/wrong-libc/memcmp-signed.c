/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/memcmp
 * Compares bytes as signed char. */
#include <stddef.h>

int __wrap_memcmp(const void *a, const void *b, size_t len)
{
	const signed char *x = a, *y = b;

	for (; len; len--, x++, y++)
		if (*x != *y)
			return *x - *y;
	return 0;
}
