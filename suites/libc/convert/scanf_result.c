/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.2 paragraph 16: EOF for an input failure before the first conversion, else the items assigned. */
#include "check.h"

#include <stdio.h>

int main(void)
{
	int a = 7, b = 7;
	char c = 7, word[8];

	CHECK_INT(sscanf("", "%d", &a), EOF);
	CHECK_INT(sscanf("", "%c", &c), EOF);
	CHECK_INT(sscanf("", "%s", word), EOF);
	CHECK_INT(sscanf("", "%*d"), EOF);
	CHECK_INT(sscanf("", ""), 0);
	CHECK_INT(sscanf("", " "), 0);
	CHECK_INT(sscanf("abc", ""), 0);
	CHECK_INT(sscanf("", "x"), EOF);
	CHECK_INT(sscanf("1", "%d%d", &a, &b), 1);
	CHECK_INT(a, 1);
	CHECK_INT(b, 7);
	CHECK_INT(sscanf("x", "%d%d", &a, &b), 0);
	CHECK_INT(sscanf("1 x", "%d%d", &a, &b), 1);
	CHECK_INT(sscanf("1 2", "%*d%d", &a), 1);
	CHECK_INT(a, 2);
	CHECK_INT(sscanf("1 x", "%*d%d", &a), 0);
	CHECK_INT(sscanf("  ", "%c%c%c", &c, &c, &c), 2);
	CHECK_INT(sscanf("1", "%d x", &a), 1);
	CHECK_INT(a, 1);
	return check_status();
}
