/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1 %a %A: the exact value, in a form that strtod reads back; flags, width and the case of the letters. */
#include "check.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double values[] = {
	0.0,	 -0.0, 1.0,	1.5,	   -2.0,	0.1,	   1.0 / 3,
	DBL_MAX, DBL_MIN, 0x1p-1074, 0x1.8p-1060, 0x1.23456789abcdep-5, 1e300,
};

/* [-]0xh[.hhh]p+d with the letters in the case of `sample` */
static void check_form(const char *text, int upper)
{
	const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";

	text += *text == '-';
	CHECK_MEM(text, upper ? "0X" : "0x", 2);
	CHECK_UINT(strspn(text + 2, digits), 1);
	text += 3;
	if (*text == '.') {
		CHECK(strspn(text + 1, digits) > 0);
		text += 1 + strspn(text + 1, digits);
	}
	CHECK_INT(*text, upper ? 'P' : 'p');
	CHECK(text[1] == '+' || text[1] == '-');
	text += 2;
	CHECK(*text && !text[strspn(text, "0123456789")]);
	CHECK(text[0] != '0' || !text[1]);
}

int main(void)
{
	char out[64];
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(*values); i++) {
		check_row("value", (intmax_t)i);
		snprintf(out, sizeof(out), "%a", values[i]);
		check_form(out, 0);
		CHECK_DBL(strtod(out, NULL), values[i]);
		snprintf(out, sizeof(out), "%A", values[i]);
		check_form(out, 1);
		CHECK_DBL(strtod(out, NULL), values[i]);
		/* 13 hexadecimal digits after the point are exact */
		snprintf(out, sizeof(out), "%.13a", values[i]);
		CHECK_DBL(strtod(out, NULL), values[i]);
	}
	check_row(NULL, 0);
	CHECK_INT(snprintf(out, sizeof(out), "%30a|", 1.0), 31);
	CHECK_INT(snprintf(out, sizeof(out), "%-30a|", 1.0), 31);
	CHECK_INT(out[0], '0');
	snprintf(out, sizeof(out), "%030a", -1.0);
	CHECK_MEM(out, "-0x0000", 7);
	CHECK_INT(snprintf(out, sizeof(out), "%.20a", 1.0), 27);
	CHECK_DBL(strtod(out, NULL), 1.0);
	snprintf(out, sizeof(out), "%+a", 1.0);
	CHECK_INT(out[0], '+');
	snprintf(out, sizeof(out), "%#.0a", 1.0);
	CHECK(strchr(out, '.') != NULL);
	snprintf(out, sizeof(out), "%.0a", 1.0);
	CHECK(strchr(out, '.') == NULL);
	return check_status();
}
