/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.4.3 strcoll, 7.24.4.5 strxfrm, 7.29.4.4: in the C locale as strcmp; sizes without a buffer, cut results */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <string.h>
#include <wchar.h>

static int sign(int x)
{
	return (x > 0) - (x < 0);
}

int main(void)
{
	static const char *const words[] = {"", "a", "ab", "A", "b", "\xff", "aB", "a b", "Z"};
	char x[16], y[16];
	wchar_t wide[8];

	for (int i = 0; i < 9; i++)
		for (int k = 0; k < 9; k++) {
			CHECK_INT(sign(strcoll(words[i], words[k])), sign(strcmp(words[i], words[k])));
			CHECK(strxfrm(x, words[i], sizeof(x)) < sizeof(x));
			CHECK(strxfrm(y, words[k], sizeof(y)) < sizeof(y));
			CHECK_INT(sign(strcmp(x, y)), sign(strcmp(words[i], words[k])));
		}
	CHECK_UINT(strxfrm(NULL, "hello", 0), 5);
	x[0] = 'q';
	CHECK(strxfrm(x, "hello", 3) >= 3); /* too small: only the length counts */
	CHECK(wcscoll(L"abc", L"abd") < 0);
	CHECK_INT(wcscoll(L"abc", L"abc"), 0);
	CHECK_UINT(wcsxfrm(NULL, L"hello", 0), 5);
	CHECK_UINT(wcsxfrm(wide, L"hello", 8), 5);
	CHECK_WCS(wide, L"hello");
	return check_status();
}
