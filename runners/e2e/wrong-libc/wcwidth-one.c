/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/wcwidth
 * Takes all characters for one column. */
#include <wchar.h>

int __wrap_wcwidth(wchar_t wc)
{
	return wc < 0x20 || wc == 0x7f ? -!!wc : 1;
}
