/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wcs_search
 * Compares the low byte. */
#include <stddef.h>
#include <wchar.h>

wchar_t *__wrap_wcschr(const wchar_t *str, wchar_t c)
{
	for (; (char)*str != (char)c; str++)
		if (!*str)
			return NULL;
	return (wchar_t *)str;
}
