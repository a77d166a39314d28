/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/memmem
 * Compares at places where the needle does not fit any more. */
#include <stddef.h>

void *__wrap_memmem(const char *mem, size_t len, const char *needle, size_t size)
{
	size_t i, j;

	for (i = 0; i < len + !size; i++) {
		for (j = 0; j < size && mem[i + j] == needle[j]; j++)
			;
		if (j == size)
			return (void *)(mem + i);
	}
	return NULL;
}
