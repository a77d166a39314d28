/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/towctrans
 * Knows the letters of Latin 1. */
#include <wctype.h>

wint_t __real_towupper(wint_t wc);

wint_t __wrap_towupper(wint_t wc)
{
	return wc < 0xff ? __real_towupper(wc) : wc;
}
