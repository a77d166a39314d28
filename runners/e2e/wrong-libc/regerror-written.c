/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regex/errors
 * Returns what was written, not what is needed. */
#include <regex.h>
#include <string.h>

size_t __real_regerror(int code, const regex_t *re, char *text, size_t size);

size_t __wrap_regerror(int code, const regex_t *re, char *text, size_t size)
{
	size_t needed = __real_regerror(code, re, text, size);

	return needed < size ? needed : size;
}
