/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strspn
 * Sets hold bytes below 128 only. */
#include <stddef.h>
#include <string.h>

size_t __wrap_strspn(const char *str, const char *set)
{
	size_t len = 0;

	while (str[len] > 0 && strchr(set, str[len]))
		len++;
	return len;
}
