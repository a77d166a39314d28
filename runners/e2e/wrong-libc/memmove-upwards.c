/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/memmove string/memmove_large string/memmove_page_end
 * Ignores that objects overlap. */
#include <stddef.h>

void *__wrap_memmove(void *dst, const void *src, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		((volatile char *)dst)[i] = ((const char *)src)[i];
	return dst;
}
