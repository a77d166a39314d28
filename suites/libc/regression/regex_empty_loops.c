/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX regexec: repetitions of what can be empty looped for ever or ran out of stack; nested ones took exponential time */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <regex.h>
#include <string.h>

static void match(const char *pattern, const char *text, int start, int end)
{
	regmatch_t m[1];
	regex_t re;

	check_row(pattern, 0);
	REQUIRE(regcomp(&re, pattern, REG_EXTENDED) == 0);
	if (start < 0) {
		CHECK_INT(regexec(&re, text, 1, m, 0), REG_NOMATCH);
	} else if (CHECK_INT(regexec(&re, text, 1, m, 0), 0)) {
		CHECK_INT(m[0].rm_so, start);
		CHECK_INT(m[0].rm_eo, end);
	}
	regfree(&re);
}

int main(void)
{
	static char many[1201];

	memset(many, 'a', 1200);
	match("(a*)*", "aaa", 0, 3);
	match("(a*)*", "b", 0, 0);
	match("(a*)+", "aab", 0, 2);
	match("(a*|b)*c", "aabbac", 0, 6);
	match("((a*)*)*$", "aaa", 0, 3);
	match("(a?){3}b", "aab", 0, 3);
	match("(a?)*b", "aaac", -1, 0);
	match("(a|a)*b", many, -1, 0);
	match("(a*)*b", many, -1, 0);
	match("((a|aa)+)+b", many, -1, 0);
	match("(a|aa|aaa)*$", many, 0, 1200);
	return check_status();
}
