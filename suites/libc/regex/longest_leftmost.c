/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 9.1: the match that starts first, and of those the longest, whatever the order of alternatives */
#define _XOPEN_SOURCE 700
#include "match.h"

static const struct match_row ROWS[] = {
	{"a|ab|abc", "xabcd", "(1,4)"},
	{"abc|ab|a", "xabcd", "(1,4)"},
	{"(a|ab)(bcd|c)", "abcd", "(0,4)(0,1)(1,4)"},
	{"x*|yy", "yy", "(0,2)"},
	{"b*|c", "abb", "(0,0)"}, /* an empty match that starts first wins */
	{"[a-z]+|[a-z0-9]+", "ab12", "(0,4)"},
	{"(wee|week)(knights|night)", "weeknights", "(0,10)(0,3)(3,10)"},
	{"(xyz)*", "zxyzxyz", "(0,0)(-1,-1)"},
	{"xyz|yzxyzabc", "xyzxyzabc", "(0,3)"},
	{"a.*c", "abcbcbd", "(0,5)"},
	{"a(bc|b)?c", "abcc", "(0,4)(1,3)"},
	{"one|two|twofold|onesided", "twofold", "(0,7)"},
};

int main(void)
{
	CHECK_MATCHES(ROWS, REG_EXTENDED, 0);
	return check_status();
}
