/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.6 abs, div, labs, lldiv, 7.8.2 imaxdiv; POSIX ffs: quotients go towards zero, the lowest bit counts from one */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <strings.h>

int main(void)
{
	for (int n = -20; n <= 20; n++)
		for (int d = -6; d <= 6; d++) {
			div_t q;

			if (d == 0)
				continue;
			q = div(n, d);
			CHECK(q.quot == n / d && q.rem == n % d && q.quot * d + q.rem == n);
		}
	CHECK_INT(div(-7, 2).quot, -3);
	CHECK_INT(div(-7, 2).rem, -1);
	CHECK_INT(div(INT_MIN, 10).rem, -8);
	CHECK_INT(ldiv(LONG_MAX, -3).quot, LONG_MAX / -3);
	CHECK_INT(lldiv(LLONG_MIN, 1000000007).rem, LLONG_MIN % 1000000007);
	CHECK_INT(imaxdiv(INTMAX_MIN, 2).quot, INTMAX_MIN / 2);
	CHECK_INT(abs(-INT_MAX), INT_MAX);
	CHECK_INT(labs(LONG_MIN + 1), LONG_MAX);
	CHECK_INT(llabs(-5), 5);
	CHECK_INT(imaxabs(INTMAX_MIN + 1), INTMAX_MAX);
	CHECK_INT(ffs(0), 0);
	for (int i = 0; i < 32; i++) {
		CHECK_INT(ffs((int)(1u << i)), i + 1);
		CHECK_INT(ffs((int)(0xffffffffu << i)), i + 1);
	}
	return check_status();
}
