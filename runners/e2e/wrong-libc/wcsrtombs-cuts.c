/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wcsrtombs
 * Writes parts of a character. */
#include <string.h>
#include <wchar.h>

size_t __real_wcsrtombs(char *out, const wchar_t **src, size_t len,
			mbstate_t *state);

size_t __wrap_wcsrtombs(char *out, const wchar_t **src, size_t len,
			mbstate_t *state)
{
	char bytes[64];
	size_t all;

	if (!out)
		return __real_wcsrtombs(out, src, len, state);
	all = __real_wcsrtombs(bytes, src, sizeof(bytes), state);
	memcpy(out, bytes, all < len ? all + 1 : len);
	return all < len ? all : len;
}
