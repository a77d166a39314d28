/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.6.4.2 wcsrtombs: whole characters only, at most len bytes, where the source pointer stops. */
#include "check.h"
#include "guard.h"
#include "utf8.h"

#include <errno.h>
#include <string.h>
#include <wchar.h>

static const char bytes[] = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80z";
static const wchar_t text[] = L"a\xe4\x20ac\x1f600z";
/* By the room: bytes that whole characters take, and their number */
static const size_t fits[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11 };
static const size_t count[] = { 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5 };

int main(void)
{
	char *tail = guard_tail(12), *out;
	mbstate_t state;
	const wchar_t *src;
	size_t len;

	utf8_locale();
	memset(&state, 0, sizeof(state));
	src = text;
	CHECK_UINT(wcsrtombs(NULL, &src, 0, &state), 11);
	CHECK_PTR(src, text);
	for (len = 0; len <= 11; len++) {
		check_row("room for", (intmax_t)len);
		out = tail + 12 - len;
		src = text;
		CHECK_UINT(wcsrtombs(out, &src, len, &state), fits[len]);
		CHECK_MEM(out, bytes, fits[len]);
		CHECK_PTR(src, text + count[len]);
	}
	check_row(NULL, 0);
	src = text;
	CHECK_UINT(wcsrtombs(tail, &src, 12, &state), 11);
	CHECK_STR(tail, bytes);
	CHECK_PTR(src, 0);
	src = L"ab\xd800" L"c";
	errno = 0;
	CHECK_UINT(wcsrtombs(tail, &src, 12, &state), (size_t)-1);
	CHECK_INT(errno, EILSEQ);
	memset(&state, 0, sizeof(state));
	src = L"\xdfff";
	CHECK_UINT(wcsrtombs(NULL, &src, 0, &state), (size_t)-1);
	return check_status();
}
