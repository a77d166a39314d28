/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 fscanf: the m modifier allocates room for a string of any length. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	char *a = NULL, *b = NULL, *c = NULL, *text = malloc(5001);

	REQUIRE(text);
	CHECK_INT(sscanf(" word rest,x", "%ms%m[^,],%mc", &a, &b, &c), 3);
	CHECK_STR(a, "word");
	CHECK_STR(b, " rest");
	REQUIRE(c);
	CHECK_INT(*c, 'x');
	free(a);
	free(b);
	free(c);
	memset(text, 'l', 5000);
	text[5000] = 0;
	a = NULL;
	CHECK_INT(sscanf(text, "%ms", &a), 1);
	CHECK_STR(a, text);
	free(a);
	CHECK_INT(sscanf(text, "%7ms%m[l]", &a, &b), 2);
	CHECK_STR(a, "lllllll");
	CHECK_UINT(strlen(b), 4993);
	free(a);
	free(b);
	c = text;
	CHECK_INT(sscanf("xyz", "%3mc", &c), 1);
	CHECK_MEM(c, "xyz", 3);
	free(c);
	free(text);
	return check_status();
}
