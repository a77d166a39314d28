/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/utf8_each_character wchar/wcrtomb
 * Loses what is above 16 bits. */
#include <wchar.h>

size_t __real_wcrtomb(char *out, wchar_t wc, mbstate_t *state);

size_t __wrap_wcrtomb(char *out, wchar_t wc, mbstate_t *state)
{
	return __real_wcrtomb(out, wc & 0xffff, state);
}
