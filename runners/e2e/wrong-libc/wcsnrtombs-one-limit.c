/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regression/wcsnrtombs_overflow
 * Looks at the number of wide characters only. */
#include <wchar.h>

size_t __real_wcsnrtombs(char *to, const wchar_t **from, size_t wide, size_t bytes, mbstate_t *state);

size_t __wrap_wcsnrtombs(char *to, const wchar_t **from, size_t wide, size_t bytes, mbstate_t *state)
{
	return __real_wcsnrtombs(to, from, wide, bytes ? bytes + 1 : 0, state);
}
