/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/mbrtowc_invalid
 * Takes overlong forms of two bytes. */
#include <wchar.h>

size_t __real_mbrtowc(wchar_t *wc, const char *bytes, size_t len,
		      mbstate_t *state);

size_t __wrap_mbrtowc(wchar_t *wc, const char *bytes, size_t len,
		      mbstate_t *state)
{
	const unsigned char *b = (const unsigned char *)bytes;

	if (b && len > 1 && (b[0] & 0xfe) == 0xc0 && (b[1] & 0xc0) == 0x80) {
		if (wc)
			*wc = (b[0] & 1) << 6 | (b[1] & 0x3f);
		return 2;
	}
	return __real_mbrtowc(wc, bytes, len, state);
}
