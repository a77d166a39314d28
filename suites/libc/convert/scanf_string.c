/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.2 %s %c: words end at white space, %c skips none; widths; what is written behind. */
#include "check.h"

#include <stdio.h>
#include <string.h>

int main(void)
{
	char a[16], b[16], c[16], one;

	CHECK_INT(sscanf("  hello \t world\n", "%s%s", a, b), 2);
	CHECK_STR(a, "hello");
	CHECK_STR(b, "world");
	CHECK_INT(sscanf("abcdefgh", "%3s%2s%s", a, b, c), 3);
	CHECK_STR(a, "abc");
	CHECK_STR(b, "de");
	CHECK_STR(c, "fgh");
	memset(a, '#', sizeof(a));
	CHECK_INT(sscanf("xy zz", "%2c", a), 1);
	CHECK_MEM(a, "xy##", 4);
	CHECK_INT(sscanf(" q", "%c", &one), 1);
	CHECK_INT(one, ' ');
	CHECK_INT(sscanf(" q", " %c", &one), 1);
	CHECK_INT(one, 'q');
	memset(a, '#', sizeof(a));
	CHECK_INT(sscanf("a\nb c", "%5c", a), 1);
	CHECK_MEM(a, "a\nb c###", 8);
	memset(a, '#', sizeof(a));
	CHECK_INT(sscanf("abc", "%7s", a), 1);
	CHECK_MEM(a, "abc\0####", 8);
	CHECK_INT(sscanf("\xff\x80 \x01", "%s%s", a, b), 2);
	CHECK_STR(a, "\xff\x80");
	CHECK_STR(b, "\x01");
	CHECK_INT(sscanf("one two three", "%*s %s %*s", a), 1);
	CHECK_STR(a, "two");
	CHECK_INT(sscanf(" \n", "%s", a), EOF);
	CHECK_INT(sscanf("abc", "%c%c%c%c", &a[0], &a[1], &a[2], &a[3]), 3);
	return check_status();
}
