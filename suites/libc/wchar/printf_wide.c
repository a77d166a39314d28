/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1 %ls %lc, 7.21.6.2 %ls %l[: wide text through byte functions; a precision counts bytes and cuts no character. */
#include "check.h"
#include "utf8.h"

#include <errno.h>
#include <stdio.h>
#include <wchar.h>

static char out[64];

int main(void)
{
	wchar_t word[16], wc = 0;
	int precision;

	utf8_locale();
	CHECK_INT(snprintf(out, sizeof(out), "%ls|%lc", L"a\x20ac", 0xe4), 7);
	CHECK_STR(out, "a\xe2\x82\xac|\xc3\xa4");
	for (precision = 0; precision < 8; precision++) {
		static const char *const texts[] = {
			"", "a", "a", "a", "a\xe2\x82\xac", "a\xe2\x82\xac",
			"a\xe2\x82\xac\xc3\xa4", "a\xe2\x82\xac\xc3\xa4",
		};

		check_row("precision", precision);
		snprintf(out, sizeof(out), "%.*ls", precision, L"a\x20ac\xe4");
		CHECK_STR(out, texts[precision]);
	}
	check_row(NULL, 0);
	CHECK_INT(snprintf(out, sizeof(out), "%5ls|%-5ls|", L"\xe4", L"\xe4"), 12);
	CHECK_STR(out, "   \xc3\xa4|\xc3\xa4   |");
	errno = 0;
	CHECK(snprintf(out, sizeof(out), "%ls", L"a\xd800") < 0);
	CHECK_INT(errno, EILSEQ);
	CHECK(snprintf(out, sizeof(out), "%lc", 0xdfff) < 0);
	CHECK_INT(sscanf("\xe2\x82\xac\xc3\xa4 z", "%ls", word), 1);
	CHECK_WCS(word, L"\x20ac\xe4");
	CHECK_INT(sscanf("\xe2\x82\xac,z", "%l[^,],%lc", word, &wc), 2);
	CHECK_WCS(word, L"\x20ac");
	CHECK_INT(wc, 'z');
	return check_status();
}
