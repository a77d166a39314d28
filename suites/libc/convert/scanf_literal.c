/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.2 paragraphs 5 to 7: white space in the format matches any amount, other characters themselves, %% a percent sign. */
#include "check.h"

#include <stdio.h>

int main(void)
{
	int a = 0, b = 0, n = 0;

	CHECK_INT(sscanf("3 ,4", "%d , %d", &a, &b), 2);
	CHECK_INT(b, 4);
	CHECK_INT(sscanf("3\n\t ,4", "%d ,%d", &a, &b), 2);
	CHECK_INT(sscanf("3 ,4", "%d,%d", &a, &b), 1);
	CHECK_INT(sscanf("3,4", "%d , %d", &a, &b), 2);
	CHECK_INT(sscanf("a1b2", "a%db%d", &a, &b), 2);
	CHECK_INT(a, 1);
	CHECK_INT(b, 2);
	CHECK_INT(sscanf("50% of 8", "%d%% of %d", &a, &b), 2);
	CHECK_INT(sscanf("50 % 8", "%d %% %d", &a, &b), 2);
	CHECK_INT(sscanf("50 %8", "%d%%%d", &a, &b), 2);
	CHECK_INT(b, 8);
	CHECK_INT(sscanf("abc", "abd%n", &n), 0);
	CHECK_INT(n, 0);
	CHECK_INT(sscanf("12:34:56", "%d:%d:%d", &a, &b, &n), 3);
	CHECK_INT(n, 56);
	CHECK_INT(sscanf("x", "  x%n", &n), 0);
	CHECK_INT(n, 1);
	CHECK_INT(sscanf(" x", "x%n", &n), 0);
	CHECK_INT(n, 1);
	CHECK_INT(sscanf("1.2.3", "%d.%d.%d", &a, &b, &n), 3);
	CHECK_INT(n, 3);
	return check_status();
}
