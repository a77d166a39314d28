/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1 paragraph 5: width and precision from arguments; a negative width is the - flag, a negative precision none. */
#include "check.h"

#include <stdio.h>

static char out[64];
/* Not constant: compilers warn about a flag that a precision beats */
static const char *both = "%0*.*d|%0*.*d|";

int main(void)
{
	snprintf(out, sizeof(out), "%*d|%*d|", 5, 42, -5, 42);
	CHECK_STR(out, "   42|42   |");
	snprintf(out, sizeof(out), "%0*d|%-*d|%-*d|", 5, 42, 5, 42, -5, 42);
	CHECK_STR(out, "00042|42   |42   |");
	snprintf(out, sizeof(out), "%.*d|%.*d|%.*d|", 4, 42, 0, 0, -1, 0);
	CHECK_STR(out, "0042||0|");
	snprintf(out, sizeof(out), both, 6, 3, 7, 6, -3, 7);
	CHECK_STR(out, "   007|000007|");
	snprintf(out, sizeof(out), "%.*s|%.*s|%.*s|", 2, "abc", -1, "abc", 0,
		 "abc");
	CHECK_STR(out, "ab|abc||");
	snprintf(out, sizeof(out), "%*.*s|%-*.*s|", 5, 2, "abc", 5, 2, "abc");
	CHECK_STR(out, "   ab|ab   |");
	snprintf(out, sizeof(out), "%*c|%*s|", -3, 'x', 0, "y");
	CHECK_STR(out, "x  |y|");
	return check_status();
}
