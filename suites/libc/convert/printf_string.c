/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.1 %s: a precision bounds the bytes that are looked at; no null byte is needed then. */
#include "check.h"
#include "guard.h"

#include <stdio.h>
#include <string.h>

static char out[512];

int main(void)
{
	char *tail = guard_tail(40);
	int len;

	memset(tail, 'x', 40);
	for (len = 0; len <= 40; len++) {
		check_row("precision", len);
		CHECK_INT(snprintf(out, sizeof(out), "<%.*s>", len, tail + 40 - len),
			  len + 2);
		CHECK_INT(out[len], len ? 'x' : '<');
		CHECK_INT(out[len + 1], '>');
	}
	check_row(NULL, 0);
	tail[39] = 0;
	CHECK_INT(snprintf(out, sizeof(out), "%.100s", tail + 30), 9);
	CHECK_INT(snprintf(out, sizeof(out), "%s|%5s|%-5s|%2s|", "abc", "abc",
			   "abc", "abc"), 20);
	CHECK_STR(out, "abc|  abc|abc  |abc|");
	snprintf(out, sizeof(out), "%.s|%.0s|%3.1s|%s|", "abc", "abc", "abc", "");
	CHECK_STR(out, "||  a||");
	snprintf(out, sizeof(out), "%s", "\xff\x80 bytes \x01");
	CHECK_STR(out, "\xff\x80 bytes \x01");
	CHECK_INT(snprintf(out, sizeof(out), "a%cb", 0), 3);
	CHECK_MEM(out, "a\0b", 4);
	CHECK_INT(snprintf(out, sizeof(out), "%300s", "r"), 300);
	CHECK_INT(out[298], ' ');
	CHECK_INT(out[299], 'r');
	CHECK_INT(snprintf(out, sizeof(out), "%%%%"), 2);
	CHECK_STR(out, "%%");
	return check_status();
}
