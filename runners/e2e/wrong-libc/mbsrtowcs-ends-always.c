/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/mbsrtowcs
 * Writes a null character behind the last place. */
#include <wchar.h>

size_t __real_mbsrtowcs(wchar_t *out, const char **src, size_t len,
			mbstate_t *state);

size_t __wrap_mbsrtowcs(wchar_t *out, const char **src, size_t len,
			mbstate_t *state)
{
	size_t result = __real_mbsrtowcs(out, src, len, state);

	if (out && result == len)
		out[len] = 0;
	return result;
}
