/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/strdup
 * Looks for the null byte behind the limit. */
#include <stdlib.h>
#include <string.h>

char *__wrap_strndup(const char *str, size_t max)
{
	size_t len = strlen(str);
	char *copy;

	len = len < max ? len : max;
	copy = calloc(len + 1, 1);
	return copy ? memcpy(copy, str, len) : NULL;
}
