/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strchr
 * Does not find the null byte. */
#include <stddef.h>

char *__wrap_strchr(const char *str, int c)
{
	for (; *str; str++)
		if (*str == (char)c)
			return (char *)str;
	return NULL;
}
