/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wcsstr
 * Goes on behind the character that differed. */
#include <stddef.h>
#include <wchar.h>

wchar_t *__wrap_wcsstr(const wchar_t *str, const wchar_t *needle)
{
	size_t i = 0;

	for (; needle[i]; str++) {
		if (*str == needle[i])
			i++;
		else if (!*str)
			return NULL;
		else
			i = 0;
	}
	return (wchar_t *)(str - i);
}
