/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/mbsnrtowcs
 * Ignores the limit of the source. */
#include <wchar.h>

size_t __wrap_mbsnrtowcs(wchar_t *out, const char **src, size_t bytes,
			 size_t len, mbstate_t *state)
{
	(void)bytes;
	return mbsrtowcs(out, src, len, state);
}
