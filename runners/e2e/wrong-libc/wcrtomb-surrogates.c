/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wcrtomb
 * Writes surrogates. */
#include <wchar.h>

size_t __real_wcrtomb(char *out, wchar_t wc, mbstate_t *state);

size_t __wrap_wcrtomb(char *out, wchar_t wc, mbstate_t *state)
{
	return __real_wcrtomb(out, wc >= 0xd800 && wc < 0xe000 ? 0xfffd : wc, state);
}
