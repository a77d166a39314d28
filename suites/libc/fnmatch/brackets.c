/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XCU 2.13.1 pattern bracket expressions: `!` complements, ranges, classes, quoting inside */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <ctype.h>
#include <fnmatch.h>
#include <stdio.h>

static const struct {
	const char *pattern, *string;
	int matches;
} ROWS[] = {
	{"[abc]", "b", 1},     {"[abc]", "d", 0},      {"[!abc]", "d", 1},	   {"[!abc]", "a", 0},	     {"[a-c]x", "bx", 1},
	{"[!a-c]", "b", 0},    {"[]a]", "]", 1},       {"[!]a]", "]", 0},	   {"[!]a]", "b", 1},	     {"[a-]", "-", 1},
	{"[-a]", "-", 1},      {"[a!]", "!", 1},       {"[[:digit:]]", "7", 1},	   {"[[:digit:]]", "a", 0},  {"[![:digit:]]", "a", 1},
	{"[[:alpha:]0]", "0", 1}, {"[*]", "*", 1},     {"[*]", "a", 0},		   {"[?]", "?", 1},	     
	{"[\\\\]", "\\", 1},   {"[a-z][0-9]", "q7", 1}, {"[a-z]*[0-9]", "quark7", 1}, {"[[:upper:][:lower:]]", "x", 1}, {"*[!a]", "aab", 1},
	{"*[!a]", "aaa", 0},   {"[abc", "a", 0},       {"[]", "]", 0},
};

static void class_agrees_with_ctype(const char *name, int (*is_in)(int))
{
	char pattern[20];

	snprintf(pattern, sizeof(pattern), "[[:%s:]]", name);
	check_row(name, 0);
	for (int c = 1; c < 128; c++) {
		char text[2] = {(char)c, '\0'};

		if (!CHECK_INT(fnmatch(pattern, text, 0) == 0, is_in(c) != 0))
			break;
	}
}

int main(void)
{
	for (unsigned i = 0; i < sizeof(ROWS) / sizeof(*ROWS); i++) {
		check_row(ROWS[i].pattern, i);
		CHECK_INT(fnmatch(ROWS[i].pattern, ROWS[i].string, 0), ROWS[i].matches ? 0 : FNM_NOMATCH);
	}
	class_agrees_with_ctype("punct", ispunct);
	class_agrees_with_ctype("space", isspace);
	class_agrees_with_ctype("cntrl", iscntrl);
	class_agrees_with_ctype("xdigit", isxdigit);
	return check_status();
}
