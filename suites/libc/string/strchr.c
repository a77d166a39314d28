/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.24.5.2 strchr, 7.24.5.5 strrchr: the first and the last c; the null byte belongs to the string. */
#include "check.h"
#include "guard.h"

#include <string.h>

int main(void)
{
	char *tail = guard_tail(96), *s;
	size_t start, at;
	int c;

	for (c = 1; c < 256; c++) {
		char text[] = { 'x', (char)c, 'y', (char)c, 'z', 0, (char)c };

		if (c == 'x' || c == 'y' || c == 'z')
			continue;
		check_row("byte", c);
		CHECK_PTR(strchr(text, c), text + 1);
		CHECK_PTR(strrchr(text, c), text + 3);
		CHECK_PTR(strchr(text, c - 256), text + 1);
		CHECK_PTR(strchr(text, c == 'q' ? 'r' : 'q') == NULL, 1);
	}
	memset(tail, 0x81, 95);
	for (start = 0; start < 48; start++)
		for (at = start; at < 95; at++) {
			s = tail + start;
			tail[at] = 1;
			check_row("offset", (intmax_t)(at - start));
			CHECK_PTR(strchr(s, 1), tail + at);
			CHECK_PTR(strrchr(s, 1), tail + at);
			tail[at] = (char)0x81;
		}
	for (start = 0; start < 96; start++) {
		check_row("start", (intmax_t)start);
		CHECK_PTR(strchr(tail + start, 0), tail + 95);
		CHECK_PTR(strrchr(tail + start, 0), tail + 95);
		CHECK_PTR(strchr(tail + start, 2), 0);
		CHECK_PTR(strrchr(tail + start, 2), 0);
	}
	s = "";
	CHECK_PTR(strchr(s, 'a'), 0);
	CHECK_PTR(strchr(s, 256), s);
	return check_status();
}
