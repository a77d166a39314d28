/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.4.1 character classification: each byte and EOF in the C locale, against the tables of POSIX.1-2017 XBD 7.3.1. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <ctype.h>
#include <stdio.h>

static int between(int c, int low, int high)
{
	return c >= low && c <= high;
}

static void classify(int c)
{
	int upper = between(c, 'A', 'Z'), lower = between(c, 'a', 'z');
	int digit = between(c, '0', '9'), graph = between(c, 0x21, 0x7e);

	check_row("character", c);
	CHECK_INT(!!isupper(c), upper);
	CHECK_INT(!!islower(c), lower);
	CHECK_INT(!!isalpha(c), upper || lower);
	CHECK_INT(!!isdigit(c), digit);
	CHECK_INT(!!isalnum(c), upper || lower || digit);
	CHECK_INT(!!isxdigit(c), digit || between(c, 'A', 'F') || between(c, 'a', 'f'));
	CHECK_INT(!!isspace(c), c == ' ' || between(c, '\t', '\r'));
	CHECK_INT(!!isblank(c), c == ' ' || c == '\t');
	CHECK_INT(!!iscntrl(c), between(c, 0, 0x1f) || c == 0x7f);
	CHECK_INT(!!isprint(c), graph || c == ' ');
	CHECK_INT(!!isgraph(c), graph);
	CHECK_INT(!!ispunct(c), graph && !upper && !lower && !digit);
	CHECK_INT(toupper(c), lower ? c - 'a' + 'A' : c);
	CHECK_INT(tolower(c), upper ? c - 'A' + 'a' : c);
}

int main(void)
{
	int c;

	classify(EOF);
	for (c = 0; c < 256; c++)
		classify(c);
	return check_status();
}
