/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.3 fgetwc, fputwc, ungetwc, fgetws, fputws, fwide: characters through a file as UTF-8. */
#include "check.h"
#include "utf8.h"

#include <stdio.h>
#include <wchar.h>

int main(void)
{
	FILE *f;
	wchar_t line[16];
	int i;

	utf8_locale();
	f = tmpfile();
	REQUIRE(f);
	CHECK_INT(fwide(f, 0), 0);
	CHECK_UINT(fputwc(0x20ac, f), 0x20ac);
	CHECK(fwide(f, 0) > 0);
	/* The orientation stays */
	CHECK(fwide(f, -1) > 0);
	CHECK(fputws(L"\xe4z\n\x1f600\nlast", f) >= 0);
	CHECK_UINT(putwc(L'!', f), '!');
	rewind(f);
	CHECK_UINT(fgetwc(f), 0x20ac);
	CHECK_UINT(ungetwc(0x4e00, f), 0x4e00);
	CHECK_UINT(getwc(f), 0x4e00);
	CHECK_UINT(ungetwc(WEOF, f), WEOF);
	CHECK_PTR(fgetws(line, 16, f), line);
	CHECK_WCS(line, L"\xe4z\n");
	CHECK_PTR(fgetws(line, 2, f), line);
	CHECK_WCS(line, L"\x1f600");
	CHECK_UINT(fgetwc(f), '\n');
	CHECK_PTR(fgetws(line, 16, f), line);
	CHECK_WCS(line, L"last!");
	CHECK_UINT(fgetwc(f), WEOF);
	CHECK(feof(f) && !ferror(f));
	CHECK_PTR(fgetws(line, 16, f), 0);
	/* Characters across the ends of buffers */
	rewind(f);
	for (i = 0; i < 6000; i++)
		fputwc((wchar_t)(0x800 + i), f);
	rewind(f);
	for (i = 0; i < 6000; i++) {
		check_row("character", i);
		CHECK_UINT(fgetwc(f), 0x800 + i);
	}
	fclose(f);
	return check_status();
}
