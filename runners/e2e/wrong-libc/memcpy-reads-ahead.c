/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/memcpy_page_end
 * Loads the word behind the last one. */
#include <stddef.h>

void *__wrap_memcpy(void *dst, const void *src, size_t len)
{
	volatile char ahead;
	size_t i;

	for (i = 0; i < len; i++) {
		ahead = ((const char *)src)[i + 1];
		((volatile char *)dst)[i] = ((const char *)src)[i];
	}
	(void)ahead;
	return dst;
}
