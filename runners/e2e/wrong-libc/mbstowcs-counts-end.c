/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/mbstowcs
 * Counts the null character. */
#include <stdlib.h>

size_t __real_mbstowcs(wchar_t *out, const char *src, size_t len);

size_t __wrap_mbstowcs(wchar_t *out, const char *src, size_t len)
{
	size_t result = __real_mbstowcs(out, src, len);

	return result < len ? result + 1 : result;
}
