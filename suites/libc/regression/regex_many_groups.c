/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX regexec: sizes that were multiplied without care for overflow gave too small buffers (CVE-2016-8859) */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#define GROUPS 150

int main(void)
{
	static char pattern[GROUPS * 3 + 1], text[GROUPS + 1];
	regmatch_t *m = calloc(GROUPS + 20, sizeof(*m));
	regex_t re;

	REQUIRE(m != NULL);
	for (int i = 0; i < GROUPS; i++) {
		memcpy(pattern + 3 * i, "(a)", 3);
		text[i] = 'a';
	}
	REQUIRE(regcomp(&re, pattern, REG_EXTENDED) == 0);
	CHECK_UINT(re.re_nsub, GROUPS);
	CHECK_INT(regexec(&re, text, GROUPS + 20, m, 0), 0);
	for (int i = 1; i <= GROUPS; i++)
		if (!CHECK_INT(m[i].rm_so, i - 1) || !CHECK_INT(m[i].rm_eo, i))
			break;
	for (int i = GROUPS + 1; i < GROUPS + 20; i++)
		CHECK_INT(m[i].rm_so, -1);
	text[GROUPS - 1] = 'b';
	CHECK_INT(regexec(&re, text, GROUPS + 20, m, 0), REG_NOMATCH);
	regfree(&re);
	REQUIRE(regcomp(&re, "((((((((((((((((((((x))))))))))))))))))))", REG_EXTENDED) == 0);
	CHECK_INT(regexec(&re, "yx", GROUPS, m, 0), 0);
	CHECK_INT(m[20].rm_so, 1);
	CHECK_INT(m[21].rm_so, -1);
	regfree(&re);
	free(m);
	return check_status();
}
