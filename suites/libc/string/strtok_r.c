/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 strtok_r: two strings are taken apart at once; the state is the caller's pointer alone. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <string.h>

static void nested(void)
{
	char lines[] = "a=1,b=2;;c=3;", *line, *word, *outer, *inner;
	char seen[32] = "";

	for (line = strtok_r(lines, ";", &outer); line;
	     line = strtok_r(NULL, ";", &outer)) {
		strcat(seen, "(");
		for (word = strtok_r(line, "=,", &inner); word;
		     word = strtok_r(NULL, "=,", &inner))
			strcat(seen, word);
		strcat(seen, ")");
	}
	CHECK_STR(seen, "(a1b2)(c3)");
}

int main(void)
{
	char a[] = "1 2 3", b[] = "x y z", blank[] = "   ", *sa, *sb = a;

	CHECK_STR(strtok_r(a, " ", &sa), "1");
	CHECK_STR(strtok_r(b, " ", &sb), "x");
	CHECK_STR(strtok_r(NULL, " ", &sa), "2");
	CHECK_STR(strtok_r(NULL, " ", &sb), "y");
	CHECK_STR(strtok_r(NULL, " ", &sa), "3");
	CHECK_PTR(strtok_r(NULL, " ", &sa), 0);
	CHECK_STR(strtok_r(NULL, " ", &sb), "z");
	CHECK_PTR(strtok_r(NULL, " ", &sb), 0);
	CHECK_PTR(strtok_r(NULL, " ", &sb), 0);
	CHECK_PTR(strtok_r(blank, " ", &sa), 0);
	CHECK_PTR(strtok_r(NULL, " ", &sa), 0);
	nested();
	return check_status();
}
