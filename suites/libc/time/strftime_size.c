/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.3.5 paragraph 8 strftime: the length without the null byte, 0 where it does not fit; never a byte more. */
#include "check.h"
#include "guard.h"

#include <string.h>
#include <time.h>

int main(void)
{
	struct tm tm = { .tm_year = 127, .tm_mon = 2, .tm_mday = 7,
			 .tm_hour = 15, .tm_yday = 65 };
	static const char text[] = "2027-03-07 15:00:00 Sunday";
	char *tail = guard_tail(64), *out;
	size_t size;

	for (size = 0; size <= 64; size++) {
		out = tail + 64 - size;
		check_row("size", (intmax_t)size);
		CHECK_UINT(strftime(out, size, "%F %T %A", &tm),
			   size > strlen(text) ? strlen(text) : 0);
		if (size > strlen(text))
			CHECK_STR(out, text);
	}
	check_row(NULL, 0);
	memset(tail, '#', 64);
	CHECK_UINT(strftime(tail, 10, "", &tm), 0);
	CHECK_INT(tail[0], 0);
	CHECK_INT(tail[1], '#');
	CHECK_UINT(strftime(tail, 64, "no conversion", &tm), 13);
	CHECK_STR(tail, "no conversion");
	return check_status();
}
