/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.3.1 asctime, 7.27.3.2 ctime: 26 bytes in one form; ctime() is asctime(localtime()). */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

int main(void)
{
	struct tm tm = { .tm_year = 73, .tm_mon = 8, .tm_mday = 16,
			 .tm_hour = 1, .tm_min = 3, .tm_sec = 52, .tm_wday = 0 };
	char out[26], text[26];
	time_t t = 1000000000;
	int i;

	/* The example of the standard */
	CHECK_STR(asctime(&tm), "Sun Sep 16 01:03:52 1973\n");
	tm.tm_mday = 5;
	CHECK_PTR(asctime_r(&tm, out), out);
	CHECK_STR(out, "Sun Sep  5 01:03:52 1973\n");
	for (i = 0; i < 12; i++) {
		tm.tm_mon = i;
		tm.tm_wday = i % 7;
		check_row("month", i);
		strftime(text, sizeof(text), "%a %b %e %H:%M:%S %Y\n", &tm);
		CHECK_STR(asctime(&tm), text);
	}
	check_row(NULL, 0);
	setenv("TZ", "UTC0", 1);
	tzset();
	CHECK_STR(ctime(&t), "Sun Sep  9 01:46:40 2001\n");
	setenv("TZ", "XYZ-5:30", 1);
	tzset();
	CHECK_STR(ctime(&t), "Sun Sep  9 07:16:40 2001\n");
	CHECK_PTR(ctime_r(&t, out), out);
	CHECK_STR(out, "Sun Sep  9 07:16:40 2001\n");
	return check_status();
}
