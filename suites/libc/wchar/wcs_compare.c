/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.4.4 wcscmp, wcsncmp, wmemcmp, wcscoll, wcsxfrm, POSIX.1-2017 wcscasecmp: order by the value of wchar_t. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"

#include <string.h>
#include <wchar.h>

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static void ordered(const wchar_t *less, const wchar_t *greater)
{
	size_t len = wcslen(less) + 1;
	wchar_t x[16], y[16];

	CHECK_INT(sign(wcscmp(less, greater)), -1);
	CHECK_INT(sign(wcscmp(greater, less)), 1);
	CHECK_INT(wcscmp(less, less), 0);
	CHECK_INT(sign(wcsncmp(less, greater, 16)), -1);
	CHECK_INT(sign(wmemcmp(less, greater, len)), -1);
	CHECK_INT(wmemcmp(greater, greater, wcslen(greater) + 1), 0);
	CHECK_INT(sign(wcscoll(less, greater)), -1);
	REQUIRE(wcsxfrm(x, less, 16) < 16 && wcsxfrm(y, greater, 16) < 16);
	CHECK_INT(sign(wcscmp(x, y)), -1);
}

int main(void)
{
	wchar_t *tail = (wchar_t *)(void *)guard_tail(8 * sizeof(wchar_t));

	ordered(L"", L"a");
	ordered(L"a", L"b");
	ordered(L"ab", L"abc");
	ordered(L"ab", L"b");
	ordered(L"aB", L"ab");
	CHECK_INT(sign(wcscmp(L"\x7f", L"\x80")), -1);
	CHECK_INT(sign(wcscmp(L"\xff", L"\x100")), -1);
	CHECK_INT(sign(wcscmp(L"\xffff", L"\x10000")), -1);
	CHECK_INT(sign(wcscmp(L"\x10002", L"\x20001")), -1);
	CHECK_INT(sign(wmemcmp(L"a\0b", L"a\0c", 3)), -1);
	CHECK_INT(wmemcmp(L"a", L"b", 0), 0);
	CHECK_INT(wcsncmp(L"abX", L"abY", 2), 0);
	CHECK_INT(sign(wcsncmp(L"abX", L"abY", 3)), -1);
	CHECK_INT(wcsncmp(L"ab\0X", L"ab\0Y", 4), 0);
	wmemset(tail, L'w', 8);
	CHECK_INT(wcsncmp(tail, tail, 8), 0);
	CHECK_INT(wmemcmp(tail + 4, tail, 4), 0);
	CHECK_INT(wcscasecmp(L"HeLLo", L"hEllO"), 0);
	CHECK_INT(sign(wcscasecmp(L"hello", L"HELP")), -1);
	CHECK_INT(wcsncasecmp(L"HELlo", L"helP", 3), 0);
	CHECK_INT(sign(wcsncasecmp(L"HELlo", L"helP", 4)), -1);
	return check_status();
}
