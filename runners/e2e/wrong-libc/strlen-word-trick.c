/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strlen
 * Takes 0x80 behind 0x01 for the end, as a wrong test of whole words does. */
#include <stddef.h>

size_t __wrap_strlen(const char *str)
{
	size_t len = 0;

	while (str[len] && !(str[len] == '\x01' && str[len + 1] == '\x80'))
		len++;
	return len;
}
