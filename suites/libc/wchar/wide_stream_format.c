/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.2.1 fwprintf, 7.29.2.2 fwscanf: formatted wide text to a file and back. */
#include "check.h"
#include "utf8.h"

#include <stdio.h>
#include <wchar.h>

int main(void)
{
	wchar_t word[16], wc = 0;
	char bytes[16];
	int number = 0;
	double real = 0;
	FILE *f;

	utf8_locale();
	f = tmpfile();
	REQUIRE(f);
	CHECK_INT(fwprintf(f, L"%d %ls %s %lc %.2f\n", -12, L"\x20ac\xe4",
			   "\xc3\xb6z", 0x1f600, 2.5), 17);
	rewind(f);
	CHECK_INT(fwscanf(f, L"%d%ls%s %lc%lf", &number, word, bytes, &wc, &real),
		  5);
	CHECK_INT(number, -12);
	CHECK_WCS(word, L"\x20ac\xe4");
	CHECK_STR(bytes, "\xc3\xb6z");
	CHECK_INT(wc, 0x1f600);
	CHECK_DBL(real, 2.5);
	CHECK_UINT(fgetwc(f), '\n');
	CHECK_INT(fwscanf(f, L"%d", &number), EOF);
	fclose(f);
	return check_status();
}
