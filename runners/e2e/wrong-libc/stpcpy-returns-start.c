/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: string/stpcpy
 * Returns what strcpy returns. */
#include <string.h>

char *__wrap_stpcpy(char *dst, const char *src)
{
	return strcpy(dst, src);
}
