/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.4.3 strcoll, 7.24.4.5 strxfrm: in the C locale they order as strcmp(); results that do not fit. */
#include "check.h"

#include <string.h>

static const char *const words[] = { "",  "a",  "A",	"aa", "ab",   "b",
				     "Z", "\x7f", "\xff", "\x80x", "a b" };

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static void compare(const char *a, const char *b)
{
	char x[32], y[32];

	CHECK_INT(sign(strcoll(a, b)), sign(strcmp(a, b)));
	REQUIRE(strxfrm(x, a, sizeof(x)) < sizeof(x));
	REQUIRE(strxfrm(y, b, sizeof(y)) < sizeof(y));
	CHECK_INT(sign(strcmp(x, y)), sign(strcoll(a, b)));
}

int main(void)
{
	size_t count = sizeof(words) / sizeof(*words), i, j, len;
	char out[32];

	for (i = 0; i < count; i++)
		for (j = 0; j < count; j++) {
			check_row("pair", (intmax_t)(i * count + j));
			compare(words[i], words[j]);
		}
	len = strxfrm(NULL, "hello", 0);
	memset(out, '#', sizeof(out));
	CHECK_UINT(strxfrm(out, "hello", len + 1), len);
	CHECK_INT(out[len], 0);
	CHECK_INT(out[len + 1], '#');
	memset(out, '#', sizeof(out));
	CHECK_UINT(strxfrm(out, "hello", 3), len);
	CHECK_INT(out[3], '#');
	return check_status();
}
