/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.5.7 strstr: empty strings, bytes above 127, needles of each length up to 80, one byte short. */
#include "check.h"

#include <string.h>

static const struct {
	const char *str, *needle;
	int at;
} rows[] = {
	{ "", "", 0 },
	{ "abc", "", 0 },
	{ "", "a", -1 },
	{ "abc", "abcd", -1 },
	{ "abc", "abc", 0 },
	{ "aabc", "abc", 1 },
	{ "aaab", "aab", 1 },
	{ "abababac", "ababac", 2 },
	{ "\xff\xfe\xff\xff", "\xff\xff", 2 },
	{ "\x7f\x80\x81", "\x80\x81", 1 },
	{ "xx\x80", "\x80\x81", -1 },
	{ "mississippi", "issip", 4 },
	{ "mississippi", "ippi", 7 },
	{ "mississippi", "ssippix", -1 },
	{ "aaaaaaaaaaaaaaab", "aaaab", 11 },
	{ "one two\0three", "three", -1 },
};

static void each_length(void)
{
	static char str[200], needle[100];
	size_t len;

	for (len = 1; len <= 80; len++) {
		memset(str, 'n', 150);
		memset(needle, 'n', len);
		needle[len - 1] = 'X';
		needle[len] = 0;
		str[150] = 0;
		check_row("length", (intmax_t)len);
		CHECK_PTR(strstr(str, needle), 0);
		str[149] = 'X';
		CHECK_PTR(strstr(str, needle), str + 150 - len);
		str[90] = 'X';
		CHECK_PTR(strstr(str, needle), str + 91 - len);
	}
}

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		CHECK_PTR(strstr(rows[i].str, rows[i].needle),
			  rows[i].at < 0 ? NULL : rows[i].str + rows[i].at);
	}
	each_length();
	return check_status();
}
