/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 a64l, l64a: 32 bit numbers in up to six characters of base 64, lowest digit first. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	static const char digits[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz";
	char text[8];
	uint32_t value;
	int i;

	for (i = 0; i < 64; i++) {
		char one[] = { digits[i], 0 }, two[] = { '.', digits[i], 0 };

		check_row("digit", i);
		CHECK_INT(a64l(one), i);
		CHECK_INT(a64l(two), i * 64);
	}
	for (i = 0; i < 32; i++) {
		value = UINT32_C(1) << i | 1;
		/* Only 32 bits are sure; the sign of bit 31 is */
		strcpy(text, l64a((long)(int32_t)value));
		check_row("bit", i);
		CHECK_INT((int32_t)a64l(text), (int32_t)value);
	}
	check_row(NULL, 0);
	CHECK_INT(a64l(""), 0);
	CHECK_STR(l64a(0), "");
	CHECK_STR(l64a(64), "./");
	CHECK_INT(a64l("zz"), 63 * 65);
	return check_status();
}
