/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 mbsnrtowcs, wcsnrtombs: a limit of the source too; a character cut off by it waits in the state. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "utf8.h"

#include <string.h>
#include <wchar.h>

int main(void)
{
	const char *src = "a\xe2\x82\xac" "b";
	const wchar_t *wsrc = L"x\x20acy";
	wchar_t out[8] = { 0 };
	char bytes[16];
	mbstate_t state;

	utf8_locale();
	memset(&state, 0, sizeof(state));
	CHECK_UINT(mbsnrtowcs(out, &src, 4, 8, &state), 2);
	CHECK_INT(out[0], 'a');
	CHECK_INT(out[1], 0x20ac);
	CHECK_INT(*src, 'b');
	src = "ab\0c";
	CHECK_UINT(mbsnrtowcs(out, &src, 10, 8, &state), 2);
	CHECK_PTR(src, 0);
	CHECK_WCS(out, L"ab");
	src = "abcdef";
	CHECK_UINT(mbsnrtowcs(out, &src, 6, 3, &state), 3);
	CHECK_INT(*src, 'd');
	CHECK_UINT(mbsnrtowcs(NULL, &src, 3, 0, &state), 3);
	memset(bytes, '#', sizeof(bytes));
	CHECK_UINT(wcsnrtombs(bytes, &wsrc, 2, sizeof(bytes), &state), 4);
	CHECK_MEM(bytes, "x\xe2\x82\xac#", 5);
	CHECK_INT(*wsrc, 'y');
	CHECK_UINT(wcsnrtombs(bytes, &wsrc, 5, sizeof(bytes), &state), 1);
	CHECK_PTR(wsrc, 0);
	CHECK_INT(bytes[1], 0);
	wsrc = L"\x20ac\x20ac";
	CHECK_UINT(wcsnrtombs(bytes, &wsrc, 2, 5, &state), 3);
	CHECK_INT(*wsrc, 0x20ac);
	return check_status();
}
