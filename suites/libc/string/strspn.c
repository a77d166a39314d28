/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.5.6 strspn, 7.24.5.3 strcspn, 7.24.5.4 strpbrk: sets of any bytes, also empty ones. */
#include "check.h"
#include "guard.h"

#include <string.h>

static void each_byte(void)
{
	char text[4] = "..", set[256];
	int c, i, count;

	for (c = 1; c < 256; c++) {
		text[0] = text[1] = (char)c;
		text[2] = c == 1 ? 2 : 1;
		/* All bytes but c, in the order down from 255 */
		for (i = 255, count = 0; i > 0; i--)
			if (i != c)
				set[count++] = (char)i;
		set[count] = 0;
		check_row("byte", c);
		CHECK_UINT(strspn(text, set), 0);
		CHECK_UINT(strcspn(text, set), 2);
		CHECK_PTR(strpbrk(text, set), text + 2);
		set[0] = (char)c;
		set[1] = 0;
		CHECK_UINT(strspn(text, set), 2);
		CHECK_UINT(strcspn(text, set), 0);
		CHECK_PTR(strpbrk(text, set), text);
	}
}

int main(void)
{
	char *tail = guard_tail(64), *set = guard_tail(8);
	size_t len;

	each_byte();
	memset(tail, 'a', 63);
	strcpy(set, "zyx\xff" "cba");
	for (len = 0; len < 64; len++) {
		check_row("length at the end of a page", (intmax_t)len);
		CHECK_UINT(strspn(tail + 63 - len, set), len);
		CHECK_UINT(strspn(tail + 63 - len, "a"), len);
		CHECK_UINT(strcspn(tail + 63 - len, "zyx"), len);
		CHECK_UINT(strcspn(tail + 63 - len, ""), len);
		CHECK_UINT(strspn(tail + 63 - len, ""), 0);
		CHECK_PTR(strpbrk(tail + 63 - len, "zyx"), 0);
		CHECK_PTR(strpbrk(tail + 63 - len, ""), 0);
	}
	CHECK_UINT(strspn("", "abc"), 0);
	CHECK_UINT(strspn("aabbccdd", "bbaac"), 6);
	CHECK_UINT(strcspn("hello, world", " ,"), 5);
	return check_status();
}
