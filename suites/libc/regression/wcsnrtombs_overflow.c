/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX wcsnrtombs: wrote past the destination when both limits applied (CVE-2020-28928, musl before 1.2.2) */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <string.h>
#include <wchar.h>

static void convert(size_t wide_limit, size_t byte_limit)
{
	wchar_t text[600];
	const wchar_t *from = text;
	char out[700];
	mbstate_t state;
	size_t want = wide_limit < byte_limit ? wide_limit : byte_limit;

	for (int i = 0; i < 599; i++)
		text[i] = L'a' + i % 26;
	text[599] = L'\0';
	if (want > 599)
		want = 599;
	memset(&state, 0, sizeof(state));
	memset(out, '#', sizeof(out));
	check_row("limits", (intmax_t)(wide_limit * 1000 + byte_limit));
	CHECK_UINT(wcsnrtombs(out, &from, wide_limit, byte_limit, &state), want);
	if (want < 599)
		CHECK_PTR(from, text + want);
	for (size_t i = 0; i < want; i++)
		if (out[i] != 'a' + (int)i % 26) {
			CHECK_INT(out[i], 'a' + (int)i % 26);
			break;
		}
	CHECK_INT(out[want + 1], '#');
	if (want == byte_limit || want == wide_limit)
		CHECK_INT(out[want], '#');
}

int main(void)
{
	static const size_t limits[] = {0, 1, 2, 15, 31, 32, 33, 63, 64, 100, 255, 256, 257, 511, 512, 598, 599};

	for (unsigned i = 0; i < sizeof(limits) / sizeof(*limits); i++)
		for (unsigned k = 0; k < sizeof(limits) / sizeof(*limits); k++)
			convert(limits[i], limits[k]);
	return check_status();
}
