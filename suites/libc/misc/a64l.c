/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX a64l, l64a: 32-bit numbers in base 64 and back, at most six digits, the least first */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	static const uint32_t values[] = {1, 2, 37, 63, 64, 4095, 4096, 123456789, 0x7fffffff, 0x80000000, 0xffffffff, 0xdeadbeef};
	char text[10];

	CHECK_INT(a64l(""), 0);
	CHECK_STR(l64a(0), "");
	CHECK_INT(a64l("/"), 1);
	CHECK_INT(a64l("."), 0);
	CHECK_INT(a64l("0"), 2);
	CHECK_INT(a64l("A"), 12);
	CHECK_INT(a64l("a"), 38);
	CHECK_INT(a64l("z"), 63);
	CHECK_INT(a64l("./"), 64); /* the first digit counts least */
	CHECK_INT(a64l("zzzzz/"), (int32_t)(0x3fffffff | 1u << 30));
	for (unsigned i = 0; i < sizeof(values) / sizeof(*values); i++) {
		strcpy(text, l64a((long)values[i]));
		CHECK(strlen(text) <= 6);
		CHECK_INT((int32_t)a64l(text), (int32_t)values[i]);
	}
	return check_status();
}
