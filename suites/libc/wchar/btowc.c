/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.6.1 btowc, wctob: one byte characters; in UTF-8 those of ASCII alone, EOF and WEOF to each other. */
#include "check.h"
#include "utf8.h"

#include <locale.h>
#include <stdio.h>
#include <wchar.h>

int main(void)
{
	int c;

	/* In the C locale ASCII is sure */
	for (c = 0; c < 128; c++) {
		check_row("character", c);
		CHECK_INT((int)btowc(c), c);
		CHECK_INT(wctob((wint_t)c), c);
	}
	check_row(NULL, 0);
	CHECK_UINT(btowc(EOF), WEOF);
	CHECK_INT(wctob(WEOF), EOF);
	utf8_locale();
	for (c = 0; c < 256; c++) {
		check_row("character", c);
		CHECK_UINT(btowc(c), c < 128 ? (wint_t)c : WEOF);
		CHECK_INT(wctob((wint_t)c), c < 128 ? c : EOF);
	}
	CHECK_UINT(btowc(EOF), WEOF);
	CHECK_INT(wctob(0x20ac), EOF);
	return check_status();
}
