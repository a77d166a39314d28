/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.4.5 wcschr, wcsrchr, wcsspn, wcscspn, wcspbrk, wmemchr: wide characters of any value. */
#include "check.h"
#include "guard.h"

#include <wchar.h>

int main(void)
{
	wchar_t *tail = (wchar_t *)(void *)guard_tail(12 * sizeof(wchar_t));
	const wchar_t *text = L"a\x20ac" L"b\x20ac" L"c";
	size_t i;

	CHECK_PTR(wcschr(text, 0x20ac), text + 1);
	CHECK_PTR(wcsrchr(text, 0x20ac), text + 3);
	CHECK_PTR(wcschr(text, 0xac), 0);
	CHECK_PTR(wcsrchr(text, 0xac), 0);
	CHECK_PTR(wcschr(text, 0), text + 5);
	CHECK_PTR(wcsrchr(text, 0), text + 5);
	CHECK_UINT(wcsspn(text, L"\x20ac" L"ab"), 4);
	CHECK_UINT(wcsspn(text, L""), 0);
	CHECK_UINT(wcscspn(text, L"cb"), 2);
	CHECK_UINT(wcscspn(text, L""), 5);
	CHECK_PTR(wcspbrk(text, L"cb"), text + 2);
	CHECK_PTR(wcspbrk(text, L"xy"), 0);
	CHECK_PTR(wmemchr(text, L'c', 5), text + 4);
	CHECK_PTR(wmemchr(text, L'c', 4), 0);
	CHECK_PTR(wmemchr(text, 0, 6), text + 5);
	for (i = 0; i < 12; i++)
		tail[i] = (wchar_t)(0x10000 + i);
	for (i = 0; i < 12; i++) {
		check_row("index", (intmax_t)i);
		CHECK_PTR(wmemchr(tail, (wchar_t)(0x10000 + i), 12), tail + i);
		CHECK_PTR(wmemchr(tail + i, L'x', 12 - i), 0);
	}
	tail[11] = 0;
	for (i = 0; i < 12; i++) {
		CHECK_PTR(wcschr(tail + i, L'x'), 0);
		CHECK_PTR(wcsrchr(tail + i, 0x1000a), i <= 10 ? tail + 10 : NULL);
		CHECK_UINT(wcsspn(tail + i, tail), 11 - i);
		CHECK_UINT(wcscspn(tail + i, L"xyz"), 11 - i);
	}
	return check_status();
}
