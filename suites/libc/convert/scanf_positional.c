/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 fscanf: %n$ stores through the argument with that number. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>

int main(void)
{
	int a = 0, b = 0, c = 0;
	char word[8] = "";
	double number = 0;

	CHECK_INT(sscanf("1 2", "%2$d %1$d", &a, &b), 2);
	CHECK_INT(a, 2);
	CHECK_INT(b, 1);
	CHECK_INT(sscanf("x 7 2.5", "%3$7s%1$d%2$lf", &a, &number, word), 3);
	CHECK_INT(a, 7);
	CHECK_DBL(number, 2.5);
	CHECK_STR(word, "x");
	CHECK_INT(sscanf("5 6 7", "%1$d %*d %2$d%3$n", &a, &b, &c), 2);
	CHECK_INT(a, 5);
	CHECK_INT(b, 7);
	CHECK_INT(c, 5);
	return check_status();
}
