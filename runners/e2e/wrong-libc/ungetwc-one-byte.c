/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wide_stream
 * Puts the low byte back. */
#include <stdio.h>
#include <wchar.h>

wint_t __real_ungetwc(wint_t wc, FILE *stream);

wint_t __wrap_ungetwc(wint_t wc, FILE *stream)
{
	return __real_ungetwc(wc == WEOF ? wc : wc & 0x7f, stream);
}
