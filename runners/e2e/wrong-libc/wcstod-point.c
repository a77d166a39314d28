/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wcstod
 * Needs a digit before the point. */
#include <wchar.h>

double __real_wcstod(const wchar_t *str, wchar_t **end);

double __wrap_wcstod(const wchar_t *str, wchar_t **end)
{
	if (*str == L'.') {
		if (end)
			*end = (wchar_t *)str;
		return 0;
	}
	return __real_wcstod(str, end);
}
