/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.6.3 strlen: counts the bytes before the null byte, reads none after it. */
#include "check.h"
#include "guard.h"

#include <string.h>

static void fill(char *str, size_t len, int first)
{
	size_t i;

	/* Bytes that tricks with whole words take for a null byte */
	for (i = 0; i < len; i++)
		str[i] = "\x01\x80\xff\x81\x7f\xfe"[(i + (size_t)first) % 6];
}

int main(void)
{
	static char mem[256];
	char *tail = guard_tail(256);
	size_t start, len;
	int first;

	for (start = 0; start < 32; start++)
		for (len = 0; len < 100; len++) {
			memset(mem, 0, sizeof(mem));
			fill(mem + start, len, (int)len);
			mem[start + len + 1] = 'x';
			check_row("alignment", (intmax_t)start);
			CHECK_UINT(strlen(mem + start), len);
		}
	for (first = 0; first < 6; first++) {
		fill(tail, 255, first);
		tail[255] = 0;
		for (len = 0; len < 256; len++) {
			check_row("length at the end of a page", (intmax_t)len);
			CHECK_UINT(strlen(tail + 255 - len), len);
		}
	}
	return check_status();
}
