/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 9.3.5 bracket expressions: lists, ranges, complements, classes, the places where `]`, `-` and `^` are themselves */
#define _XOPEN_SOURCE 700
#include "match.h"
#include <ctype.h>

static const struct match_row ROWS[] = {
	{"[abc]", "xxb", "(2,3)"},
	{"[^abc]", "abcd", "(3,4)"},
	{"[a-c]+", "zabcad", "(1,5)"},
	{"[]a]+", "x]a", "(1,3)"},
	{"[^]a]+", "]ax", "(2,3)"},
	{"[a-]+", "b-a", "(1,3)"},
	{"[-a]+", "b-a", "(1,3)"},
	{"[a^]+", "b^a", "(1,3)"},
	{"[.*+?(){}|$]+", "a.*+?(){}|$b", "(1,11)"},
	{"[\\]+", "a\\b", "(1,2)"}, /* a backslash is itself */
	{"[\\n]+", "a\\nb", "(1,3)"},
	{"[%--]+", "$%&'()*+,-.", "(1,10)"}, /* a range that ends in a hyphen */
	{"[[:digit:]]+", "ab123c", "(2,5)"},
	{"[[:alpha:][:digit:]_]+", "-a1_b-", "(1,5)"},
	{"[^[:space:]]+", " \t x1", "(3,5)"},
	{"[[:upper:]]", "aBc", "(1,2)"},
	{"a[[:digit:]]b", "a:b", NULL},
	{"[a-c-]+", "-b", "(0,2)"},
	{"[0-9a-fA-F]{2}", "xyBeZ", "(2,4)"},
};

static const struct {
	const char *name;
	int (*is_in)(int);
} CLASSES[] = {
	{"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl}, {"digit", isdigit}, {"graph", isgraph},
	{"lower", islower}, {"print", isprint}, {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
};

static void class_agrees_with_ctype(int i)
{
	char pattern[32];
	regex_t re;

	snprintf(pattern, sizeof(pattern), "^[[:%s:]]$", CLASSES[i].name);
	check_row(CLASSES[i].name, 0);
	if (!CHECK_INT(regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB), 0))
		return;
	for (int c = 1; c < 128; c++) {
		char text[2] = {(char)c, '\0'};

		if (!CHECK_INT(regexec(&re, text, 0, NULL, 0) == 0, CLASSES[i].is_in(c) != 0))
			break;
	}
	regfree(&re);
	check_row(NULL, 0);
}

int main(void)
{
	CHECK_MATCHES(ROWS, REG_EXTENDED, 0);
	for (int i = 0; i < 12; i++)
		class_agrees_with_ctype(i);
	return check_status();
}
