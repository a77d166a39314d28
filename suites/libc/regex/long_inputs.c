/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 9.3.6 (5), RE_DUP_MAX: intervals up to the limit, many alternatives and long strings match without harm */
#define _XOPEN_SOURCE 700
#include "match.h"
#include <limits.h>
#include <stdlib.h>

#define LENGTH 1500

static char text[LENGTH + 1];

static void at_both_ends(const char *pattern, int from, int to)
{
	regmatch_t m[1];
	regex_t re;

	REQUIRE(regcomp(&re, pattern, REG_EXTENDED) == 0);
	check_row(pattern, 0);
	CHECK_INT(regexec(&re, text, 1, m, 0), 0);
	CHECK_INT(m[0].rm_so, from);
	CHECK_INT(m[0].rm_eo, to);
	check_row(NULL, 0);
	regfree(&re);
}

static void many_alternatives(void)
{
	static char pattern[2000];
	regmatch_t m[1];
	regex_t re;

	for (int i = 100; i < 300; i++)
		snprintf(pattern + strlen(pattern), 8, "%sw%d", i > 100 ? "|" : "", i);
	REQUIRE(regcomp(&re, pattern, REG_EXTENDED) == 0);
	CHECK_INT(regexec(&re, "xx w299 yy", 1, m, 0), 0);
	CHECK_INT(m[0].rm_so, 3);
	CHECK_INT(regexec(&re, "w300 w99", 1, m, 0), REG_NOMATCH);
	regfree(&re);
}

int main(void)
{
	regex_t re;

	memset(text, 'a', LENGTH);
	text[LENGTH - 1] = 'b';
	at_both_ends("a*b", 0, LENGTH);
	at_both_ends("b", LENGTH - 1, LENGTH);
	at_both_ends("(a|aa)*b$", 0, LENGTH);
	at_both_ends("a{100}", 0, 100);
	at_both_ends("[^b]+", 0, LENGTH - 1);
	CHECK(RE_DUP_MAX >= 255);
	REQUIRE(regcomp(&re, "^a\\{255\\}$", REG_NOSUB) == 0);
	text[255] = '\0';
	CHECK_INT(regexec(&re, text, 0, NULL, 0), 0);
	text[254] = '\0';
	CHECK_INT(regexec(&re, text, 0, NULL, 0), REG_NOMATCH);
	regfree(&re);
	many_alternatives();
	return check_status();
}
