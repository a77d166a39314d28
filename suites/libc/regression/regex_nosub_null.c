/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX regexec: with REG_NOSUB the match array is ignored, so that a null pointer with a count must not be written through */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <regex.h>

int main(void)
{
	regmatch_t *volatile nowhere = NULL;
	regex_t re;

	REQUIRE(regcomp(&re, "(b)(c)?", REG_EXTENDED | REG_NOSUB) == 0);
	CHECK_INT(regexec(&re, "abc", 5, nowhere, 0), 0);
	CHECK_INT(regexec(&re, "axx", 5, nowhere, 0), REG_NOMATCH);
	regfree(&re);
	REQUIRE(regcomp(&re, "\\(b\\)\\1", REG_NOSUB) == 0);
	CHECK_INT(regexec(&re, "abbc", 3, nowhere, 0), 0); /* back-references need the groups all the same */
	CHECK_INT(regexec(&re, "abc", 3, nowhere, 0), REG_NOMATCH);
	regfree(&re);
	return check_status();
}
