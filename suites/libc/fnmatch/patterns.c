/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XCU 2.13.1, 2.13.2, fnmatch: `*`, `?`, quoting, what a pattern must match from end to end */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <fnmatch.h>

static const struct {
	const char *pattern, *string;
	int flags, matches;
} ROWS[] = {
	{"abc", "abc", 0, 1},	     {"abc", "abcd", 0, 0},	  {"abc", "xabc", 0, 0},       {"", "", 0, 1},
	{"", "a", 0, 0},	     {"*", "", 0, 1},		  {"*", "anything", 0, 1},     {"?", "", 0, 0},
	{"?", "a", 0, 1},	     {"??", "a", 0, 0},		  {"a*b", "ab", 0, 1},	       {"a*b", "axxxb", 0, 1},
	{"a*b", "axbx", 0, 0},	     {"a*b*c", "abbbcxc", 0, 1},  {"*a*a*a*", "banana", 0, 1}, {"*a*a*a*a*", "banana", 0, 0},
	{"a**b", "ab", 0, 1},	     {"*?*", "", 0, 0},		  {"*??", "ab", 0, 1},	       {"\\*", "*", 0, 1},
	{"\\*", "a", 0, 0},	     {"a\\?b", "a?b", 0, 1},	  {"a\\?b", "axb", 0, 0},      {"\\\\", "\\", 0, 1},
	{"\\a", "a", 0, 1},	     {"\\[a]", "[a]", 0, 1},	  {"\\*", "\\xyz", FNM_NOESCAPE, 1}, {"\\a", "a", FNM_NOESCAPE, 0},
	{"\\a", "\\a", FNM_NOESCAPE, 1}, {"[", "[", 0, 1},	  {"a.b", "axb", 0, 0},	       {"(a|b)", "(a|b)", 0, 1},
	{"a+", "aaa", 0, 0},	     {"*.c", "x.c", 0, 1},	  {"*.c", "x.cc", 0, 0},       {"x*", "x\ny", 0, 1},
};

int main(void)
{
	for (unsigned i = 0; i < sizeof(ROWS) / sizeof(*ROWS); i++) {
		int status = fnmatch(ROWS[i].pattern, ROWS[i].string, ROWS[i].flags);

		check_row(ROWS[i].pattern, ROWS[i].flags);
		CHECK_INT(status, ROWS[i].matches ? 0 : FNM_NOMATCH);
	}
	return check_status();
}
