/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strncmp
 * Goes on behind a null byte. */
#include <stddef.h>

int __wrap_strncmp(const unsigned char *a, const unsigned char *b, size_t len)
{
	for (; len; len--, a++, b++)
		if (*a != *b)
			return *a - *b;
	return 0;
}
