/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.6.4.1 mbsrtowcs: at most len wide characters, where the source pointer stops, counting without a destination. */
#include "check.h"
#include "guard.h"
#include "utf8.h"

#include <errno.h>
#include <string.h>
#include <wchar.h>

static const char text[] = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80z";

int main(void)
{
	wchar_t *tail = (wchar_t *)(void *)guard_tail(6 * sizeof(wchar_t)), *out;
	static const size_t used[] = { 0, 1, 3, 6, 10, 11 };
	mbstate_t state;
	const char *src;
	size_t len;

	utf8_locale();
	memset(&state, 0, sizeof(state));
	src = text;
	CHECK_UINT(mbsrtowcs(NULL, &src, 0, &state), 5);
	CHECK_PTR(src, text);
	for (len = 0; len <= 5; len++) {
		check_row("room for", (intmax_t)len);
		out = tail + 6 - len;
		src = text;
		CHECK_UINT(mbsrtowcs(out, &src, len, &state), len);
		CHECK_MEM(out, L"a\xe4\x20ac\x1f600z", len * sizeof(wchar_t));
		CHECK_PTR(src, text + used[len]);
		CHECK(mbsinit(&state) != 0);
	}
	check_row(NULL, 0);
	src = text;
	CHECK_UINT(mbsrtowcs(tail, &src, 6, &state), 5);
	CHECK_WCS(tail, L"a\xe4\x20ac\x1f600z");
	CHECK_PTR(src, 0);
	/* Stops at what is ill-formed */
	src = "ab\xff" "c";
	errno = 0;
	CHECK_UINT(mbsrtowcs(tail, &src, 6, &state), (size_t)-1);
	CHECK_INT(errno, EILSEQ);
	CHECK_INT(*src, '\xff');
	memset(&state, 0, sizeof(state));
	src = "ab\xc3";
	CHECK_UINT(mbsrtowcs(NULL, &src, 0, &state), (size_t)-1);
	/* What is behind the limit does not matter */
	memset(&state, 0, sizeof(state));
	src = "ab\xff";
	CHECK_UINT(mbsrtowcs(tail, &src, 2, &state), 2);
	return check_status();
}
