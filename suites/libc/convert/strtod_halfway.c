/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 F.5, 7.22.1.3 strtod: values half way between two doubles go to the even one, a digit far behind decides. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

/* Exact decimal forms of points half way, then the doubles around */
static const struct {
	const char *half;
	double below, above, even;
} rows[] = {
	/* 1 + 2^-53 */
	{ "1.00000000000000011102230246251565404236316680908203125", 1.0,
	  0x1.0000000000001p0, 1.0 },
	/* 1 + 3 * 2^-53 */
	{ "1.00000000000000033306690738754696212708950042724609375",
	  0x1.0000000000001p0, 0x1.0000000000002p0, 0x1.0000000000002p0 },
	{ "9007199254740993.0", 0x1p53, 0x1.0000000000001p53, 0x1p53 },
	{ "9007199254740995.0", 0x1.0000000000001p53, 0x1.0000000000002p53,
	  0x1.0000000000002p53 },
};

/* `half` with `digit` appended after many zeros */
static double with_digit(const char *half, char digit, size_t zeros)
{
	static char text[900];
	size_t len = strlen(half);

	memcpy(text, half, len);
	memset(text + len, '0', zeros);
	text[len + zeros] = digit;
	text[len + zeros + 1] = 0;
	return strtod(text, NULL);
}

int main(void)
{
	static const size_t zeros[] = { 0, 1, 20, 100, 700 };
	size_t i, j, count = sizeof(rows) / sizeof(*rows);
	char less[64];

	for (i = 0; i < count; i++) {
		check_row("row", (intmax_t)i);
		CHECK_DBL(strtod(rows[i].half, NULL), rows[i].even);
		for (j = 0; j < sizeof(zeros) / sizeof(*zeros); j++) {
			CHECK_DBL(with_digit(rows[i].half, '0', zeros[j]),
				  rows[i].even);
			CHECK_DBL(with_digit(rows[i].half, '1', zeros[j]),
				  rows[i].above);
		}
		if (i > 1)
			continue;
		/* The last digit is a 5: 4 is less than half way */
		strcpy(less, rows[i].half);
		less[strlen(less) - 1] = '4';
		CHECK_DBL(with_digit(less, '9', 100), rows[i].below);
	}
	return check_status();
}
