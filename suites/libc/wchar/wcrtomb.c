/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.6.3.3 wcrtomb: UTF-8 of each length; a wide character that is none is -1 and EILSEQ. */
#include "check.h"
#include "utf8.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static const struct {
	wchar_t wc;
	const char *bytes;
} rows[] = {
	{ 'A', "A" },		     { 0x7f, "\x7f" },
	{ 0x80, "\xc2\x80" },	     { 0x7ff, "\xdf\xbf" },
	{ 0x800, "\xe0\xa0\x80" },   { 0x20ac, "\xe2\x82\xac" },
	{ 0xd7ff, "\xed\x9f\xbf" },  { 0xe000, "\xee\x80\x80" },
	{ 0xffff, "\xef\xbf\xbf" },  { 0x10000, "\xf0\x90\x80\x80" },
	{ 0x1f600, "\xf0\x9f\x98\x80" }, { 0x10ffff, "\xf4\x8f\xbf\xbf" },
};

int main(void)
{
	static const wchar_t wrong[] = { 0xd800, 0xdbff, 0xdc00, 0xdfff, -1 };
	char out[MB_LEN_MAX + 1];
	mbstate_t state;
	size_t i, len;

	utf8_locale();
	memset(&state, 0, sizeof(state));
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("character", (intmax_t)i);
		len = strlen(rows[i].bytes);
		memset(out, '#', sizeof(out));
		CHECK_UINT(wcrtomb(out, rows[i].wc, &state), len);
		CHECK_MEM(out, rows[i].bytes, len);
		CHECK_INT(out[len], '#');
		CHECK_INT(wctomb(out, rows[i].wc), (int)len);
		CHECK_MEM(out, rows[i].bytes, len);
		CHECK(len <= MB_CUR_MAX);
	}
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		check_row("no character", (intmax_t)i);
		errno = 0;
		CHECK_UINT(wcrtomb(out, wrong[i], &state), (size_t)-1);
		CHECK_INT(errno, EILSEQ);
		memset(&state, 0, sizeof(state));
		CHECK_INT(wctomb(out, wrong[i]), -1);
	}
	check_row(NULL, 0);
	CHECK_UINT(wcrtomb(out, 0, &state), 1);
	CHECK_INT(out[0], 0);
	CHECK_UINT(wcrtomb(NULL, L'x', &state), 1);
	return check_status();
}
