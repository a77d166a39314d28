/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 wcwidth, wcswidth: columns: one, two for wide ones, none for those that combine, -1 for control characters. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "utf8.h"

#include <wchar.h>

int main(void)
{
	wchar_t wc;

	utf8_locale();
	for (wc = 0x20; wc < 0x7f; wc++) {
		check_row("character", wc);
		CHECK_INT(wcwidth(wc), 1);
	}
	for (wc = 1; wc < 0x20; wc++) {
		check_row("character", wc);
		CHECK_INT(wcwidth(wc), -1);
	}
	check_row(NULL, 0);
	CHECK_INT(wcwidth(0), 0);
	CHECK_INT(wcwidth(0x7f), -1);
	CHECK_INT(wcwidth(0xe4), 1);
	CHECK_INT(wcwidth(0x416), 1);
	CHECK_INT(wcwidth(0x4e00), 2);
	CHECK_INT(wcwidth(0xac00), 2);
	CHECK_INT(wcwidth(0x3042), 2);
	CHECK_INT(wcwidth(0xff21), 2);
	CHECK_INT(wcwidth(0x20000), 2);
	CHECK_INT(wcwidth(0x300), 0);
	CHECK_INT(wcwidth(0x200b), 0);
	CHECK_INT(wcswidth(L"abc", 3), 3);
	CHECK_INT(wcswidth(L"abc", 2), 2);
	CHECK_INT(wcswidth(L"a\x4e00z", 10), 4);
	CHECK_INT(wcswidth(L"e\x301", 10), 1);
	CHECK_INT(wcswidth(L"a\tb", 3), -1);
	CHECK_INT(wcswidth(L"", 5), 0);
	CHECK_INT(wcswidth(L"abc", 0), 0);
	return check_status();
}
