/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.11.1.1, POSIX.1-2017 XBD 6.2, 7.2: programs start in the C locale; one byte is a character; setlocale() tells names. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

int main(void)
{
	mbstate_t state;
	wchar_t wc;
	char byte;
	int c;

	CHECK_STR(setlocale(LC_ALL, NULL), "C");
	CHECK_STR(setlocale(LC_CTYPE, NULL), "C");
	CHECK_UINT(MB_CUR_MAX, 1);
	memset(&state, 0, sizeof(state));
	for (c = 1; c < 128; c++) {
		byte = (char)c;
		check_row("character", c);
		CHECK_UINT(mbrtowc(&wc, &byte, 1, &state), 1);
		CHECK_INT(wc, c);
		CHECK_UINT(wcrtomb(&byte, (wchar_t)c, &state), 1);
		CHECK_INT(byte, c);
	}
	check_row(NULL, 0);
	CHECK_STR(setlocale(LC_ALL, "POSIX"), "C");
	CHECK_STR(setlocale(LC_ALL, "C"), "C");
	CHECK_STR(localeconv()->decimal_point, ".");
	CHECK_STR(localeconv()->thousands_sep, "");
	return check_status();
}
