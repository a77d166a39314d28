/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 9.3 basic regular expressions: ordinary and special characters, anchors, duplication, context of `*` */
#define _XOPEN_SOURCE 700
#include "match.h"

static const struct match_row ROWS[] = {
	{"abc", "xabcy", "(1,4)"},
	{"a.c", "abcadc", "(0,3)"},
	{"a\\.c", "abca.c", "(3,6)"},
	{"ab*c", "xacabbc", "(1,3)"},
	{"ab*", "abbbc", "(0,4)"},
	{"*ab", "x*ab", "(1,4)"}, /* nothing to duplicate: itself */
	{"^*a", "b*a", NULL},
	{"^*a", "*a", "(0,2)"},
	{"\\(*a\\)", "x*a", "(1,3)(1,3)"},
	{"^ab", "abab", "(0,2)"},
	{"ab$", "abab", "(2,4)"},
	{"^ab$", "ab", "(0,2)"},
	{"^$", "", "(0,0)"},
	{"^$", "x", NULL},
	{"a^b", "a^b", "(0,3)"}, /* not at the start: itself */
	{"a$b", "a$b", "(0,3)"},
	{"a\\{2\\}", "aaaa", "(0,2)"},
	{"a\\{2,\\}", "baaaa", "(1,5)"},
	{"a\\{1,3\\}", "aaaa", "(0,3)"},
	{"a\\{0\\}b", "aab", "(2,3)"},
	{"\\(ab\\)*c", "ababc", "(0,5)(2,4)"},
	{"a+b", "a+b", "(0,3)"}, /* not special in a BRE */
	{"a?b", "a?b", "(0,3)"},
	{"a{2}", "a{2}", "(0,4)"},
	{"(a)", "x(a)", "(1,4)"},
	{"\\[a\\]", "[a]", "(0,3)"},
	{"a\\*", "aa*", "(1,3)"},
	{"\\^a\\$", "^a$", "(0,3)"},
	{"\\\\", "a\\b", "(1,2)"},
	{"x*", "aaa", "(0,0)"},
	{".*", "abc", "(0,3)"},
};

int main(void)
{
	CHECK_MATCHES(ROWS, 0, 0);
	return check_status();
}
