/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 memccpy: copies up to and with the first c, at most n bytes; says where the copy of c ends. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"

#include <string.h>

int main(void)
{
	static const char text[] = "one:two:three";
	char out[128], *tail = guard_tail(64);
	size_t len;

	memset(out, '#', sizeof(out));
	CHECK_PTR(memccpy(out, text, ':', 20), out + 4);
	CHECK_MEM(out, "one:####", 8);
	CHECK_PTR(memccpy(out, text, ':', 4), out + 4);
	CHECK_PTR(memccpy(out, text, ':', 3), 0);
	CHECK_PTR(memccpy(out, text, ':' + 256, 20), out + 4);
	CHECK_PTR(memccpy(out, text, 'z', sizeof(text)), 0);
	CHECK_STR(out, text);
	CHECK_PTR(memccpy(out, text, 0, 128), out + sizeof(text));
	memset(out, '#', sizeof(out));
	CHECK_PTR(memccpy(out, text, 'o', 0), 0);
	CHECK_INT(out[0], '#');
	CHECK_PTR(memccpy(out, "\x7f\xff\x80", 0xff, 3), out + 2);
	for (len = 1; len <= 32; len++) {
		check_row("length at the end of a page", (intmax_t)len);
		tail[63] = 'c';
		memset(out, 0, sizeof(out));
		CHECK_PTR(memccpy(out, tail + 64 - len, 'c', 100), out + len);
		CHECK_MEM(out, tail + 64 - len, len);
	}
	return check_status();
}
