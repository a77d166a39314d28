/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 open_wmemstream: pointer and length in wide characters after each flush; it grows. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

int main(void)
{
	wchar_t *text = NULL;
	size_t len = 99;
	FILE *f;
	int i;

	utf8_locale();
	f = open_wmemstream(&text, &len);
	REQUIRE(f);
	CHECK(fwide(f, 0) > 0);
	CHECK_INT(fflush(f), 0);
	CHECK_UINT(len, 0);
	CHECK(fputws(L"a\x20ac", f) >= 0);
	CHECK_INT(fflush(f), 0);
	CHECK_UINT(len, 2);
	CHECK_WCS(text, L"a\x20ac");
	fwprintf(f, L"42%ls", L"\x1f600");
	CHECK_INT(fflush(f), 0);
	CHECK_UINT(len, 5);
	CHECK_WCS(text, L"a\x20ac" L"42\x1f600");
	for (i = 0; i < 3000; i++)
		fputwc((wchar_t)(0x400 + i), f);
	CHECK_INT(fclose(f), 0);
	CHECK_UINT(len, 3005);
	REQUIRE(text);
	CHECK_INT(text[3004], 0x400 + 2999);
	CHECK_INT(text[3005], 0);
	free(text);
	return check_status();
}
