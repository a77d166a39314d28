/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strncpy
 * One null byte instead of all. */
#include <stddef.h>

char *__wrap_strncpy(char *dst, const char *src, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!(dst[i] = src[i]))
			break;
	return dst;
}
