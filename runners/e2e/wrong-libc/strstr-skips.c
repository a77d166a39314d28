/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strstr string/strstr_rows string/strstr_periodic
 * Goes on behind the byte that differed. */
#include <stddef.h>

char *__wrap_strstr(const char *str, const char *needle)
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
	return (char *)(str - i);
}
