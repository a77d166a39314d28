/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.5.1 memchr: the first byte that is (unsigned char)c among n; reads none after it. */
#include "check.h"
#include "guard.h"

#include <string.h>

int main(void)
{
	static unsigned char mem[160];
	unsigned char *tail = (unsigned char *)guard_tail(128);
	size_t start, at, len;

	memset(mem, 'x', sizeof(mem));
	for (start = 0; start < 16; start++)
		for (at = 0; at < 70; at++) {
			check_row("offset", (intmax_t)at);
			mem[start + at] = mem[start + at + 3] = 0x80;
			CHECK_PTR(memchr(mem + start, 0x80, 140), mem + start + at);
			CHECK_PTR(memchr(mem + start, 0x80, at + 1), mem + start + at);
			CHECK_PTR(memchr(mem + start, 0x80, at), 0);
			mem[start + at] = mem[start + at + 3] = 'x';
		}
	CHECK_PTR(memchr(mem, 'x', 0), 0);
	CHECK_PTR(memchr(mem, 'x' + 256, 5), mem);
	CHECK_PTR(memchr(mem, 'x' - 512, 5), mem);
	mem[30] = 0;
	CHECK_PTR(memchr(mem, 0, 40), mem + 30);
	mem[9] = 0xff;
	CHECK_PTR(memchr(mem, -1, 40), mem + 9);
	for (len = 1; len <= 128; len++) {
		check_row("length at the end of a page", (intmax_t)len);
		CHECK_PTR(memchr(tail + 128 - len, 'q', len), 0);
		/* n may be more than the object has, as a match is in it */
		tail[127] = 'q';
		CHECK_PTR(memchr(tail + 128 - len, 'q', 4096), tail + 127);
		tail[127] = 0;
	}
	return check_status();
}
