/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.2.4 swscanf: conversions from wide text, to wide and to multibyte strings. */
#include "check.h"
#include "utf8.h"

#include <stdio.h>
#include <string.h>
#include <wchar.h>

int main(void)
{
	wchar_t wide[16], wc = 0;
	char bytes[16];
	int a = 0, b = 0, used = -1;
	double real = 0;

	utf8_locale();
	CHECK_INT(swscanf(L" 12 0x1f -7", L"%d%i%*d%n", &a, &b, &used), 2);
	CHECK_INT(a, 12);
	CHECK_INT(b, 31);
	CHECK_INT(used, 11);
	CHECK_INT(swscanf(L"\x20acuro \xe4", L"%ls%s", wide, bytes), 2);
	CHECK_WCS(wide, L"\x20acuro");
	CHECK_STR(bytes, "\xc3\xa4");
	CHECK_INT(swscanf(L"abc\x20ac,x", L"%l[^,],%lc", wide, &wc), 2);
	CHECK_WCS(wide, L"abc\x20ac");
	CHECK_INT(wc, 'x');
	CHECK_INT(swscanf(L"\xe4\xe4z", L"%[\xe4]", bytes), 1);
	CHECK_STR(bytes, "\xc3\xa4\xc3\xa4");
	CHECK_INT(swscanf(L"1.5e1x", L"%lfx%n", &real, &used), 1);
	CHECK_DBL(real, 15.0);
	CHECK_INT(used, 6);
	CHECK_INT(swscanf(L"", L"%d", &a), EOF);
	CHECK_INT(swscanf(L"x", L"%d", &a), 0);
	CHECK_INT(swscanf(L"123", L"%2d%d", &a, &b), 2);
	CHECK_INT(a, 12);
	CHECK_INT(b, 3);
	return check_status();
}
