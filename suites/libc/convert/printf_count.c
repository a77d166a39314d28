/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1 %n: the bytes written so far, also those that a bounded buffer had no room for, in each length. */
#include "check.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

int main(void)
{
	char out[8];
	signed char hh = 99;
	short h = 99;
	int i = 99, first = 99;
	long l = 99;
	long long ll = 99;
	intmax_t j = 99;
	size_t z = 99;
	ptrdiff_t t = 99;

	CHECK_INT(snprintf(out, sizeof(out), "%nab%nc%5d%n|%n", &first, &i, 1,
			   (int *)&i, &(int){ 0 }), 9);
	CHECK_INT(first, 0);
	CHECK_INT(i, 8);
	snprintf(NULL, 0, "%s%hhn%s%hn%s%ln", "1", &hh, "23", &h, "456", &l);
	CHECK_INT(hh, 1);
	CHECK_INT(h, 3);
	CHECK_INT(l, 6);
	snprintf(out, 1, "%10s%lln%jn%zn%tn", "x", &ll, &j, (ptrdiff_t *)&z, &t);
	CHECK_INT(ll, 10);
	CHECK_INT(j, 10);
	CHECK_UINT(z, 10);
	CHECK_INT(t, 10);
	return check_status();
}
