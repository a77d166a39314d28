/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.6 abs, labs, llabs, div, ldiv, lldiv: division truncates towards zero, the remainder has the sign of the numerator. */
#include "check.h"

#include <limits.h>
#include <stdlib.h>

int main(void)
{
	static const int rows[][4] = {
		{ 7, 2, 3, 1 },	  { -7, 2, -3, -1 }, { 7, -2, -3, 1 },
		{ -7, -2, 3, -1 }, { 0, 5, 0, 0 },   { 4, 5, 0, 4 },
		{ -4, 5, 0, -4 }, { INT_MIN, 2, INT_MIN / 2, 0 },
		{ INT_MAX, INT_MIN, 0, INT_MAX }, { INT_MIN, 1, INT_MIN, 0 },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const int *row = rows[i];

		check_row("row", (intmax_t)i);
		CHECK_INT(div(row[0], row[1]).quot, row[2]);
		CHECK_INT(div(row[0], row[1]).rem, row[3]);
		CHECK_INT(ldiv(row[0], row[1]).quot, row[2]);
		CHECK_INT(ldiv(row[0], row[1]).rem, row[3]);
		CHECK_INT(lldiv(row[0], row[1]).quot, row[2]);
		CHECK_INT(lldiv(row[0], row[1]).rem, row[3]);
	}
	check_row(NULL, 0);
	CHECK_INT(lldiv(LLONG_MIN, 10).quot, -922337203685477580);
	CHECK_INT(lldiv(LLONG_MIN, 10).rem, -8);
	CHECK_INT(abs(-INT_MAX), INT_MAX);
	CHECK_INT(abs(0), 0);
	CHECK_INT(labs(-LONG_MAX), LONG_MAX);
	CHECK_INT(labs(5), 5);
	CHECK_INT(llabs(-LLONG_MAX), LLONG_MAX);
	return check_status();
}
