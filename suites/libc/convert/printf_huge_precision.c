/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1: widths and precisions of thousands, of integers, strings and floating point. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE 40000

static void all_are(const char *text, size_t len, int c)
{
	size_t i = 0;

	while (i < len && text[i] == c)
		i++;
	CHECK_UINT(i, len);
}

int main(void)
{
	char *out = malloc(SIZE);

	REQUIRE(out);
	CHECK_INT(snprintf(out, SIZE, "%.3000d|", 7), 3001);
	all_are(out, 2999, '0');
	CHECK_STR(out + 2999, "7|");
	CHECK_INT(snprintf(out, SIZE, "%30000d", -7), 30000);
	all_are(out, 29998, ' ');
	CHECK_STR(out + 29998, "-7");
	CHECK_INT(snprintf(out, SIZE, "%-9000s|", "left"), 9001);
	all_are(out + 4, 8996, ' ');
	CHECK_STR(out + 9000, "|");
	CHECK_INT(snprintf(out, SIZE, "%.20000f", 1.5), 20002);
	CHECK_MEM(out, "1.5", 3);
	all_are(out + 3, 19999, '0');
	CHECK_INT(snprintf(out, SIZE, "%.5000e", 0x1p-1074), 5007);
	CHECK_MEM(out, "4.94065645841246544176568792868221372365", 40);
	CHECK_STR(out + 5001, "0e-324");
	all_are(out + 4000, 1000, '0');
	CHECK_INT(snprintf(out, SIZE, "%.6000g", 0.1), 57);
	CHECK_STR(out, "0.1000000000000000055511151231257827021181583404541015625");
	CHECK_INT(snprintf(out, SIZE, "%#.2000x", 255), 2002);
	CHECK_STR(out + 1999, "0ff");
	CHECK_INT(snprintf(out, SIZE, "%010000.2f", -2.25), 10000);
	CHECK_MEM(out, "-0000", 5);
	CHECK_STR(out + 9995, "02.25");
	free(out);
	return check_status();
}
