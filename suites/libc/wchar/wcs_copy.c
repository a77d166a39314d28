/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.4.2, 7.29.4.3, POSIX.1-2017 wcpcpy, wcpncpy, wcsdup: copies of wide strings and arrays. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static wchar_t out[32];

static void blank(void)
{
	wmemset(out, L'#', 32);
}

int main(void)
{
	wchar_t *tail = (wchar_t *)(void *)guard_tail(20 * sizeof(wchar_t)), *copy;
	size_t len;

	CHECK_PTR(wmemset(tail, 0x12345678, 20), tail);
	CHECK_INT(tail[19], 0x12345678);
	for (len = 0; len < 20; len++) {
		tail[19] = 0;
		check_row("length", (intmax_t)len);
		blank();
		CHECK_PTR(wcscpy(out, tail + 19 - len), out);
		CHECK_MEM(out, tail + 19 - len, (len + 1) * sizeof(wchar_t));
		CHECK_INT(out[len + 1], '#');
		CHECK_PTR(wcpcpy(out, tail + 19 - len), out + len);
		CHECK_UINT(wcslen(tail + 19 - len), len);
		tail[19] = 7;
		CHECK_UINT(wcsnlen(tail + 20 - len, len), len);
		CHECK_PTR(wmemcpy(out, tail + 20 - len, len), out);
	}
	check_row(NULL, 0);
	blank();
	CHECK_PTR(wcsncpy(out, L"ab", 5), out);
	CHECK_MEM(out, L"ab\0\0\0#", 6 * sizeof(wchar_t));
	blank();
	CHECK_PTR(wcpncpy(out, L"abcdef", 3), out + 3);
	CHECK_INT(out[3], '#');
	CHECK_PTR(wcpncpy(out, L"ab", 5), out + 2);
	wcscpy(out, L"one");
	CHECK_PTR(wcscat(out, L"two"), out);
	CHECK_PTR(wcsncat(out, L"three", 2), out);
	CHECK_WCS(out, L"onetwoth");
	CHECK_PTR(wmemmove(out + 1, out, 8), out + 1);
	CHECK_MEM(out, L"oonetwoth", 9 * sizeof(wchar_t));
	CHECK_PTR(wmemmove(out, out + 2, 7), out);
	CHECK_MEM(out, L"netwoth", 7 * sizeof(wchar_t));
	copy = wcsdup(L"copy \x20ac");
	REQUIRE(copy);
	CHECK_WCS(copy, L"copy \x20ac");
	free(copy);
	return check_status();
}
