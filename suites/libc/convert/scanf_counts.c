/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.2 %n: bytes consumed so far, in each length; neither it nor a suppressed item is counted. */
#include "check.h"

#include <stdio.h>

int main(void)
{
	int a = -1, b = -1, first = -1, second = -1;
	signed char hh = -1;
	short h = -1;
	long l = -1;
	long long ll = -1;
	char word[8];

	CHECK_INT(sscanf("12 abc 34", "%n%d%n%*s%n %d", &first, &a, &second, &b,
			 &b), 2);
	CHECK_INT(first, 0);
	CHECK_INT(second, 2);
	CHECK_INT(b, 34);
	CHECK_INT(sscanf("ab cd", "%s%hhn%s%hn%ln%lln", word, &hh, word, &h, &l,
			 &ll), 2);
	CHECK_INT(hh, 2);
	CHECK_INT(h, 5);
	CHECK_INT(l, 5);
	CHECK_INT(ll, 5);
	CHECK_INT(sscanf("  x", " %n", &a), 0);
	CHECK_INT(a, 2);
	CHECK_INT(sscanf("1,2", "%d,%n%d", &a, &first, &b), 2);
	CHECK_INT(first, 2);
	first = -1;
	CHECK_INT(sscanf("1;2", "%d,%n%d", &a, &first, &b), 1);
	CHECK_INT(first, -1);
	CHECK_INT(sscanf("5", "%*d%n", &a), 0);
	CHECK_INT(a, 1);
	return check_status();
}
