/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 9.4 extended regular expressions: alternation, grouping, + ? {}, precedence, anchors inside */
#define _XOPEN_SOURCE 700
#include "match.h"

static const struct match_row ROWS[] = {
	{"a|b", "cb", "(1,2)"},
	{"ab|cd", "xcd", "(1,3)"},
	{"a(b|c)d", "acd", "(0,3)(1,2)"},
	{"ab+c", "acabbc", "(2,6)"},
	{"ab?c", "abbcac", "(4,6)"},
	{"(ab)+", "xababy", "(1,5)(3,5)"},
	{"(ab){2}", "abababab", "(0,4)(2,4)"},
	{"a{2,3}", "aaaa", "(0,3)"},
	{"a{0,1}b", "aab", "(1,3)"},
	{"(a|ab)(c|bcd)", "abcd", "(0,4)(0,1)(1,4)"},
	{"^a|b$", "cb", "(1,2)"},
	{"^(a|b)$", "b", "(0,1)(0,1)"},
	{"(^a)b", "ab", "(0,2)(0,1)"},
	{"(^a)b", "xab", NULL},
	{"a(b$)", "ab", "(0,2)(1,2)"},
	{"a\\|b", "a|b", "(0,3)"},
	{"\\(a\\)", "(a)", "(0,3)"},
	{"a\\{2}", "a{2}", "(0,4)"},
	{"a\\+", "aa+", "(1,3)"},
	{"a.b.c", "a.b.c", "(0,5)"},
	{"[0-9]+\\.[0-9]+", "pi=3.14", "(3,7)"},
	{"(a*)(b|c)d", "aacd", "(0,4)(0,2)(2,3)"},
	{"((a)(b))", "ab", "(0,2)(0,2)(0,1)(1,2)"},
	{"(foo|bar|baz)(qux)?", "barqux", "(0,6)(0,3)(3,6)"},
	{"(foo|bar|baz)(qux)?", "bazzz", "(0,3)(0,3)(-1,-1)"},
	{"a|b|c|d|e", "e", "(0,1)"},
	{"abc|abcd", "abcd", "(0,4)"},
};

int main(void)
{
	CHECK_MATCHES(ROWS, REG_EXTENDED, 0);
	return check_status();
}
