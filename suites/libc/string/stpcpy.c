/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 stpcpy: copies as strcpy() and returns the address of the copied null byte. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"

#include <string.h>

int main(void)
{
	char *from = guard_tail(128), *to = guard_tail(128), out[32], *end;
	size_t a, len;

	memset(from, 0x81, 127);
	for (len = 0; len < 128; len++) {
		check_row("length", (intmax_t)len);
		CHECK_PTR(stpcpy(to + 127 - len, from + 127 - len), to + 127);
		CHECK_MEM(to + 127 - len, from + 127 - len, len + 1);
	}
	for (a = 0; a < 16; a++) {
		memset(out, '#', sizeof(out));
		check_row("alignment", (intmax_t)a);
		CHECK_PTR(stpcpy(out + a, "fourteen bytes"), out + a + 14);
		CHECK_STR(out + a, "fourteen bytes");
		CHECK_INT(out[a + 15], '#');
	}
	check_row(NULL, 0);
	end = stpcpy(stpcpy(stpcpy(out, "one"), ""), "two");
	CHECK_STR(out, "onetwo");
	CHECK_PTR(end, out + 6);
	return check_status();
}
