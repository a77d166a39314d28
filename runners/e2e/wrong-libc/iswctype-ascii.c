/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/iswctype
 * Takes 0x7f for printable. */
#include <wctype.h>

int __real_iswctype(wint_t wc, wctype_t type);

int __wrap_iswctype(wint_t wc, wctype_t type)
{
	return __real_iswctype(wc == 0x7f ? 'x' : wc, type);
}
