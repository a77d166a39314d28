/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX regcomp, regerror: patterns that are no regular expressions, the codes of <regex.h>, messages cut to the buffer */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <regex.h>
#include <string.h>

static const struct {
	const char *pattern;
	int cflags, status;
} ROWS[] = {
	{"[a", 0, REG_EBRACK},
	{"[[:alpha:]", REG_EXTENDED, REG_EBRACK},
	{"[[:nosuch:]]", REG_EXTENDED, REG_ECTYPE},
	{"\\(a", 0, REG_EPAREN},
	{"a\\)", 0, REG_EPAREN},
	{"(a", REG_EXTENDED, REG_EPAREN},
	{"a\\{2,1\\}", 0, REG_BADBR},
	{"a\\{x\\}", 0, REG_BADBR},
	{"a{2,1}", REG_EXTENDED, REG_BADBR},
	{"[c-a]", REG_EXTENDED, REG_ERANGE},
	{"\\(a\\)\\2", 0, REG_ESUBREG},
	{"a\\", 0, REG_EESCAPE},
	{"a\\", REG_EXTENDED, REG_EESCAPE},
};

static void messages(int status, const regex_t *re)
{
	char whole[200], part[4];
	size_t size = regerror(status, re, whole, sizeof(whole));

	CHECK(size > 1 && size <= sizeof(whole));
	CHECK_UINT(strlen(whole), size - 1);
	CHECK_UINT(regerror(status, re, NULL, 0), size);
	memset(part, 'x', sizeof(part));
	CHECK_UINT(regerror(status, re, part, 3), size);
	CHECK_INT(part[2], '\0');
	CHECK_INT(part[3], 'x');
	CHECK_INT(strncmp(part, whole, 2), 0);
}

int main(void)
{
	regex_t re;

	for (size_t i = 0; i < sizeof(ROWS) / sizeof(*ROWS); i++) {
		int status = regcomp(&re, ROWS[i].pattern, ROWS[i].cflags);

		check_row(ROWS[i].pattern, 0);
		CHECK_INT(status, ROWS[i].status);
		if (status)
			messages(status, &re);
		else
			regfree(&re);
	}
	check_row(NULL, 0);
	REQUIRE(regcomp(&re, "a", 0) == 0);
	messages(regexec(&re, "b", 0, NULL, 0), &re);
	regfree(&re);
	return check_status();
}
