/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX regexec: the last match of a repeated subexpression, -1 for those that take no part, re_nsub, fewer and more slots than groups */
#define _XOPEN_SOURCE 700
#include "match.h"

static const struct match_row ROWS[] = {
	{"(a)|(b)", "b", "(0,1)(-1,-1)(0,1)"},
	{"(a)|(b)", "a", "(0,1)(0,1)(-1,-1)"},
	{"(a(b)?)c", "ac", "(0,2)(0,1)(-1,-1)"},
	{"(x)?y", "y", "(0,1)(-1,-1)"},
	{"(a|b)*", "abba", "(0,4)(3,4)"},
	{"(a|b){2,3}c", "abac", "(0,4)(2,3)"},
	{"(((a)))", "za", "(1,2)(1,2)(1,2)(1,2)"},
	{"(a)(b)(c)(d)(e)(f)(g)(h)(i)", "abcdefghi", "(0,9)(0,1)(1,2)(2,3)(3,4)(4,5)(5,6)(6,7)(7,8)(8,9)"},
};

static void slots(void)
{
	regmatch_t m[4] = {{7, 7}, {7, 7}, {7, 7}, {7, 7}};
	regex_t re;

	REQUIRE(regcomp(&re, "(b)(c)", REG_EXTENDED) == 0);
	CHECK_UINT(re.re_nsub, 2);
	CHECK_INT(regexec(&re, "abc", 0, NULL, 0), 0);
	CHECK_INT(regexec(&re, "abc", 2, m, 0), 0);
	CHECK_INT(m[0].rm_so, 1);
	CHECK_INT(m[1].rm_eo, 2);
	CHECK_INT(m[2].rm_so, 7); /* beyond nmatch: untouched */
	CHECK_INT(regexec(&re, "abc", 4, m, 0), 0);
	CHECK_INT(m[2].rm_so, 2);
	CHECK_INT(m[3].rm_so, -1); /* no such group */
	CHECK_INT(m[3].rm_eo, -1);
	regfree(&re);
}

static void nosub(void)
{
	regmatch_t m[1] = {{7, 7}};
	regex_t re;

	REQUIRE(regcomp(&re, "(b)", REG_EXTENDED | REG_NOSUB) == 0);
	CHECK_INT(regexec(&re, "abc", 1, m, 0), 0);
	CHECK_INT(m[0].rm_so, 7); /* nmatch is ignored */
	CHECK_INT(regexec(&re, "acc", 1, m, 0), REG_NOMATCH);
	regfree(&re);
}

int main(void)
{
	CHECK_MATCHES(ROWS, REG_EXTENDED, 0);
	slots();
	nosub();
	return check_status();
}
