/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 swab: exchanges the bytes of pairs; nothing for a length that is not positive. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"

#include <string.h>
#include <unistd.h>

int main(void)
{
	char *from = guard_tail(10), *to = guard_tail(10), out[8];
	volatile ssize_t negative = -2;

	memcpy(from, "0123456789", 10);
	swab(from, to, 10);
	CHECK_MEM(to, "1032547698", 10);
	memset(out, '#', sizeof(out));
	swab("abcdef", out, 6);
	CHECK_MEM(out, "badcfe##", 8);
	swab("xyz", out, 0);
	CHECK_MEM(out, "badcfe##", 8);
	swab("xyz", out, negative);
	CHECK_MEM(out, "badcfe##", 8);
	/* An odd length: the pairs before the last byte, which may be anything */
	swab("12345", out, 5);
	CHECK_MEM(out, "2143", 4);
	CHECK_MEM(out + 5, "e##", 3);
	return check_status();
}
