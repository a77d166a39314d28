/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/memchr
 * Finds the last byte. */
#include <stddef.h>

void *__wrap_memchr(const void *mem, int byte, size_t len)
{
	const unsigned char *m = mem;

	while (len--)
		if (m[len] == (unsigned char)byte)
			return (void *)(m + len);
	return NULL;
}
