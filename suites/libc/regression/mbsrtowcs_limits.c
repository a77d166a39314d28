/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.29.6.4.1 mbsrtowcs, POSIX mbsnrtowcs: wrote more than n wide characters, lost the source pointer, read past the byte limit */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"
#include <string.h>
#include <wchar.h>

static void limited(size_t n)
{
	const char text[] = "0123456789abcdefghijklmnopqrstuvwxyz", *from = text;
	wchar_t out[50];
	mbstate_t state;
	size_t want = n < 36 ? n : 36;

	memset(&state, 0, sizeof(state));
	wmemset(out, L'#', 50);
	check_row("n", (intmax_t)n);
	CHECK_UINT(mbsrtowcs(out, &from, n, &state), want);
	CHECK_PTR(from, n > 36 ? NULL : text + want);
	for (size_t i = 0; i < want; i++)
		CHECK_INT(out[i], text[i]);
	CHECK_INT(out[want], n > 36 ? L'\0' : L'#');
	CHECK_INT(out[want + 1], L'#');
	from = text;
	CHECK_UINT(mbsrtowcs(NULL, &from, n, &state), 36); /* n is not used */
	CHECK_PTR(from, text);
}

static void bytes_without_end(void)
{
	char *text = guard_tail(8); /* a fault at the ninth byte */
	const char *from = text;
	wchar_t out[20];
	mbstate_t state;

	check_row(NULL, 0);
	memset(&state, 0, sizeof(state));
	memcpy(text, "12345678", 8);
	CHECK_UINT(mbsnrtowcs(out, &from, 8, 20, &state), 8);
	CHECK_PTR(from, text + 8);
	from = text;
	CHECK_UINT(mbsnrtowcs(NULL, &from, 8, 0, &state), 8);
	from = text;
	CHECK_UINT(mbsnrtowcs(out, &from, 3, 20, &state), 3);
	CHECK_PTR(from, text + 3);
}

int main(void)
{
	for (size_t n = 0; n < 48; n++)
		limited(n);
	bytes_without_end();
	return check_status();
}
