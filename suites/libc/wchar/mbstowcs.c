/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.7, 7.22.8 mblen, mbtowc, wctomb, mbstowcs, wcstombs: results and what is written when there is little room. */
#include "check.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

int main(void)
{
	wchar_t wide[8], wc;
	char bytes[16];

	utf8_locale();
	CHECK_INT(mblen(NULL, 0), 0);
	CHECK_INT(mbtowc(NULL, NULL, 0), 0);
	CHECK_INT(wctomb(NULL, 0), 0);
	CHECK_INT(mblen("", 1), 0);
	CHECK_INT(mblen("\xe2\x82\xac", 3), 3);
	CHECK_INT(mblen("\xe2\x82\xac", 2), -1);
	CHECK_INT(mblen("ab", 2), 1);
	CHECK_INT(mbtowc(&wc, "\xc3\xa4z", 3), 2);
	CHECK_INT(wc, 0xe4);
	CHECK_INT(mbtowc(&wc, "", 1), 0);
	CHECK_INT(wc, 0);
	CHECK_INT(mbtowc(&wc, "\xff", 1), -1);
	wmemset(wide, L'#', 8);
	CHECK_UINT(mbstowcs(wide, "a\xc3\xa4z", 8), 3);
	CHECK_WCS(wide, L"a\xe4z");
	CHECK_INT(wide[4], '#');
	wmemset(wide, L'#', 8);
	CHECK_UINT(mbstowcs(wide, "abcdef", 3), 3);
	CHECK_INT(wide[3], '#');
	CHECK_UINT(mbstowcs(wide, "a\x80", 8), (size_t)-1);
	memset(bytes, '#', sizeof(bytes));
	CHECK_UINT(wcstombs(bytes, L"\xe4\x20ac", 16), 5);
	CHECK_STR(bytes, "\xc3\xa4\xe2\x82\xac");
	memset(bytes, '#', sizeof(bytes));
	CHECK_UINT(wcstombs(bytes, L"\xe4\x20ac", 4), 2);
	CHECK_MEM(bytes, "\xc3\xa4##", 4);
	CHECK_UINT(wcstombs(bytes, L"\xd800", 16), (size_t)-1);
	CHECK_UINT(mbstowcs(NULL, "a\xc3\xa4z", 0), 3);
	CHECK_UINT(wcstombs(NULL, L"a\xe4z", 0), 4);
	return check_status();
}
