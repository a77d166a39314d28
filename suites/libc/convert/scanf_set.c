/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.2 %[: sets, complements, a bracket first in the set, no white space skipped, widths. */
#include "check.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *text, *format;
	int result;
	const char *item;
	int used;
} rows[] = {
	{ "abcxyz", "%[abc]%n", 1, "abc", 3 },
	{ "abcxyz", "%[^x]%n", 1, "abc", 3 },
	{ "xabc", "%[abc]%n", 0, "unset", -1 },
	{ " abc", "%[abc]%n", 0, "unset", -1 },
	{ " abc", "%[ abc]%n", 1, " abc", 4 },
	{ "]]a", "%[]]%n", 1, "]]", 2 },
	{ "a]]b", "%[]a]%n", 1, "a]]", 3 },
	{ "ab]", "%[^]]%n", 1, "ab", 2 },
	{ "a-b", "%[a-]%n", 1, "a-", 2 },
	{ "a-b", "%[-a]%n", 1, "a-", 2 },
	{ "a^b", "%[a^]%n", 1, "a^", 2 },
	{ "abcabc", "%4[abc]%n", 1, "abca", 4 },
	{ "line\nnext", "%[^\n]%n", 1, "line", 4 },
	{ "key=value", "%*[^=]=%s%n", 1, "value", 9 },
	{ "\xc3\xa4z", "%[\xa4\xc3]%n", 1, "\xc3\xa4", 2 },
	{ "", "%[a]%n", EOF, "unset", -1 },
	{ "\n", "%[^\n]%n", 0, "unset", -1 },
	{ "ab", "%1[ab]%n", 1, "a", 1 },
	{ "%%x", "%[%]%n", 1, "%%", 2 },
};

int main(void)
{
	char item[32];
	size_t i;
	int used;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("row", (intmax_t)i);
		strcpy(item, "unset");
		used = -1;
		CHECK_INT(sscanf(rows[i].text, rows[i].format, item, &used),
			  rows[i].result);
		CHECK_STR(item, rows[i].item);
		CHECK_INT(used, rows[i].used);
	}
	return check_status();
}
