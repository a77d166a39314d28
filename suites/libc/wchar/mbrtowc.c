/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.6.3.2 mbrtowc: UTF-8 of each length, the results 0, -2 and n, the shift state in between. */
#include "check.h"
#include "utf8.h"

#include <string.h>
#include <wchar.h>

static const struct {
	const char *bytes;
	wchar_t wc;
} rows[] = {
	{ "A", 'A' },		     { "\x7f", 0x7f },
	{ "\xc2\x80", 0x80 },	     { "\xc3\xa4", 0xe4 },
	{ "\xdf\xbf", 0x7ff },	     { "\xe0\xa0\x80", 0x800 },
	{ "\xe2\x82\xac", 0x20ac },  { "\xed\x9f\xbf", 0xd7ff },
	{ "\xee\x80\x80", 0xe000 },  { "\xef\xbf\xbd", 0xfffd },
	{ "\xef\xbf\xbf", 0xffff },  { "\xf0\x90\x80\x80", 0x10000 },
	{ "\xf0\x9f\x98\x80", 0x1f600 }, { "\xf4\x8f\xbf\xbf", 0x10ffff },
};

/* The character in pieces: all but the last one are incomplete */
static void in_pieces(const char *bytes, size_t len, wchar_t expected)
{
	mbstate_t state;
	wchar_t wc = 0x5555;
	size_t i;

	memset(&state, 0, sizeof(state));
	for (i = 0; i + 1 < len; i++) {
		CHECK_UINT(mbrtowc(&wc, bytes + i, 1, &state), (size_t)-2);
		CHECK(!mbsinit(&state));
	}
	CHECK_UINT(mbrtowc(&wc, bytes + i, 1, &state), 1);
	CHECK_INT(wc, expected);
	CHECK(mbsinit(&state) != 0);
	if (len < 3)
		return;
	CHECK_UINT(mbrtowc(&wc, bytes, 2, &state), (size_t)-2);
	CHECK_UINT(mbrtowc(&wc, bytes + 2, len, &state), len - 2);
	CHECK_INT(wc, expected);
}

int main(void)
{
	mbstate_t state;
	wchar_t wc;
	size_t i, len;

	utf8_locale();
	memset(&state, 0, sizeof(state));
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		len = strlen(rows[i].bytes);
		check_row("character", (intmax_t)i);
		wc = 0x5555;
		CHECK_UINT(mbrtowc(&wc, rows[i].bytes, len, &state), len);
		CHECK_INT(wc, rows[i].wc);
		CHECK_UINT(mbrtowc(NULL, rows[i].bytes, 10, &state), len);
		CHECK_UINT(mbrlen(rows[i].bytes, 10, &state), len);
		in_pieces(rows[i].bytes, len, rows[i].wc);
	}
	check_row(NULL, 0);
	CHECK_UINT(mbrtowc(&wc, "", 1, &state), 0);
	CHECK_INT(wc, 0);
	CHECK_UINT(mbrtowc(&wc, "x", 0, &state), (size_t)-2);
	CHECK_UINT(mbrtowc(&wc, NULL, 0, &state), 0);
	/* The state of its own, when none is given */
	CHECK_UINT(mbrtowc(&wc, "\xc3", 1, NULL), (size_t)-2);
	CHECK_UINT(mbrtowc(&wc, "\xa4", 1, NULL), 1);
	CHECK_INT(wc, 0xe4);
	return check_status();
}
