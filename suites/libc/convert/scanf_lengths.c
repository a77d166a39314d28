/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.2 paragraph 11: length modifiers choose the object, and no byte beside it is written. */
#include "check.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static unsigned char mem[24];

/* Scans into the middle of mem: `size` bytes are the value, others stay */
static void scan(const char *format, const char *text, uint64_t value,
		 size_t size)
{
	uint64_t was = 0;
	size_t i;

	memset(mem, 0xa5, sizeof(mem));
	CHECK_INT(sscanf(text, format, (void *)(mem + 8)), 1);
	/* Both architectures are little endian */
	memcpy(&was, mem + 8, size);
	CHECK_UINT(was, value);
	for (i = 0; i < sizeof(mem); i++)
		if (i < 8 || i >= 8 + size)
			CHECK_INT(mem[i], 0xa5);
}

int main(void)
{
	scan("%hhd", "-1", 0xff, 1);
	scan("%hhu", "255", 0xff, 1);
	scan("%hhx", "7f", 0x7f, 1);
	scan("%hd", "-2", 0xfffe, 2);
	scan("%hu", "65535", 0xffff, 2);
	scan("%d", "-3", 0xfffffffd, 4);
	scan("%u", "4294967295", 0xffffffff, 4);
	scan("%ld", "-9223372036854775808", UINT64_C(1) << 63, 8);
	scan("%lu", "18446744073709551615", UINT64_MAX, 8);
	scan("%lld", "9223372036854775807", INT64_MAX, 8);
	scan("%llx", "0xfedcba9876543210", 0xfedcba9876543210, 8);
	scan("%jd", "-1", UINT64_MAX, 8);
	scan("%ju", "12", 12, 8);
	scan("%zu", "18446744073709551615", UINT64_MAX, 8);
	scan("%td", "-4", (uint64_t)-4, 8);
	scan("%hho", "377", 0xff, 1);
	scan("%hhi", "0x7f", 0x7f, 1);
	scan("%c", "Q", 'Q', 1);
	scan("%2c", "QR", 'Q' | 'R' << 8, 2);
	return check_status();
}
