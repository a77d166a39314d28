/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.6.5 snprintf, 7.21.6.12 vsnprintf: returns the length of the whole text, writes at most n bytes with the null byte. */
#include "check.h"
#include "guard.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int through_va_list(char *buf, size_t size, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(buf, size, format, args);
	va_end(args);
	return len;
}

int main(void)
{
	static const char text[] = "ab -00042 cde  x";
	char *tail = guard_tail(32), *buf;
	size_t len = strlen(text), size;

	for (size = 0; size <= 32; size++) {
		buf = tail + 32 - size;
		check_row("size", (intmax_t)size);
		CHECK_INT(snprintf(buf, size, "ab %06d %-5s%c", -42, "cde", 'x'),
			  (int)len);
		if (size) {
			CHECK_MEM(buf, text, size <= len ? size - 1 : len);
			CHECK_INT(buf[size <= len ? size - 1 : len], 0);
		}
		CHECK_INT(through_va_list(buf, size, "%s %06d %-5s%c", "ab", -42,
					  "cde", 'x'), (int)len);
		if (size)
			CHECK_INT(buf[size <= len ? size - 1 : len], 0);
	}
	check_row(NULL, 0);
	CHECK_INT(snprintf(NULL, 0, "%s", text), (int)len);
	CHECK_INT(snprintf(NULL, 0, "%5000d", 1), 5000);
	memset(tail, '#', 32);
	CHECK_INT(snprintf(tail, 10, "%s", "fits"), 4);
	CHECK_MEM(tail, "fits\0#####", 10);
	memset(tail, '#', 32);
	CHECK_INT(snprintf(tail, 0, "%s", "none"), 4);
	CHECK_INT(tail[0], '#');
	CHECK_INT(sprintf(tail, "%d%s", 1, "2"), 2);
	CHECK_STR(tail, "12");
	return check_status();
}
