/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wcs_compare
 * Compares 16 bits. */
#include <wchar.h>

int __wrap_wcscmp(const wchar_t *a, const wchar_t *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (short)*a - (short)*b;
}
