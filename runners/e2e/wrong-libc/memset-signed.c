/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/memset
 * Loses the upper bit of the value. */
#include <stddef.h>

void *__wrap_memset(void *dst, int value, size_t len)
{
	while (len)
		((volatile char *)dst)[--len] = (char)(value & 0x7f);
	return dst;
}
