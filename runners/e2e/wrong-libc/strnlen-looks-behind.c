/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strnlen
 * Looks at the byte behind the limit. */
#include <stddef.h>

size_t __wrap_strnlen(const char *str, size_t max)
{
	size_t len = 0;

	while (*(const volatile char *)(str + len) && len < max)
		len++;
	return len;
}
