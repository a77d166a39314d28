/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 9.3.6 (3) back-references: the same text again, of the last iteration, nested and repeated */
#define _XOPEN_SOURCE 700
#include "match.h"

static const struct match_row ROWS[] = {
	{"\\(a*\\)b\\1", "aabaa", "(0,5)(0,2)"},
	{"^\\(.*\\)\\1$", "abcabc", "(0,6)(0,3)"},
	{"^\\(.*\\)\\1$", "abcabd", NULL},
	{"\\(.\\)\\1", "abccd", "(2,4)(2,3)"},
	{"\\(a\\)\\(b\\)\\2\\1", "abba", "(0,4)(0,1)(1,2)"},
	{"\\(a\\(b\\)\\)\\2\\1", "abbab", "(0,5)(0,2)(1,2)"},
	{"\\([ab]\\)*\\1", "abb", "(0,3)(1,2)"},
	{"\\(x\\)\\1\\{2\\}", "xxx", "(0,3)(0,1)"},
	{"\\(x\\)\\1*", "xxxxy", "(0,4)(0,1)"},
	{"^\\(\\)\\1$", "", "(0,0)(0,0)"},
	{"\\(a\\)\\1", "aba", NULL},
	{"^\\(aa*\\)\\1\\1*$", "aaaaaaaaa", "(0,9)(0,3)"}, /* a composite length */
	{"^\\(aa*\\)\\1\\1*$", "aaaaaaaaaaa", "(0,11)(0,1)"},
	{"^\\(aaa*\\)\\1\\1*$", "aaaaaaaaaaa", NULL}, /* eleven is prime */
};

int main(void)
{
	CHECK_MATCHES(ROWS, 0, 0);
	return check_status();
}
