/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1 paragraph 5: width and precision from arguments for floating point; negative precision means six. */
#include "check.h"

#include <stdio.h>

static char out[64];

int main(void)
{
	snprintf(out, sizeof(out), "%.*f|%.*f|%.*f|", 2, 1.5, -1, 1.5, 0, 1.5);
	CHECK_STR(out, "1.50|1.500000|2|");
	snprintf(out, sizeof(out), "%*.*f|%-*.*e|", 8, 1, -2.25, 9, 0, 1e10);
	CHECK_STR(out, "    -2.2|1e+10    |");
	snprintf(out, sizeof(out), "%0*.*f|%+*g|", 8, 2, -2.5, -6, 1.0);
	CHECK_STR(out, "-0002.50|+1    |");
	return check_status();
}
