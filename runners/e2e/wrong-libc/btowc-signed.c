/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: wchar/btowc
 * Takes upper bytes for characters. */
#include <wchar.h>

wint_t __wrap_btowc(int c)
{
	return (wint_t)c;
}
