/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/mbrtowc
 * Keeps no state: what is cut off is ill-formed. */
#include <wchar.h>

size_t __real_mbrtowc(wchar_t *wc, const char *bytes, size_t len,
		      mbstate_t *state);

size_t __wrap_mbrtowc(wchar_t *wc, const char *bytes, size_t len,
		      mbstate_t *state)
{
	size_t result = __real_mbrtowc(wc, bytes, len, state);

	return result == (size_t)-2 ? (size_t)-1 : result;
}
