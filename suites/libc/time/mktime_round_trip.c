/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.2.3 mktime, 7.27.3.4 localtime: one undoes the other in any zone, half an hour before and after changes too. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <time.h>

static const char *const zones[] = {
	"UTC0",
	"EST5EDT,M3.2.0,M11.1.0",
	"CET-1CEST,M3.5.0,M10.5.0/3",
	"AEST-10AEDT,M10.1.0,M4.1.0/3",
	"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
	"NST3:30NDT,M3.2.0,M11.1.0",
	"<+14>-14",
	"XXX12:34:56",
	"AAA-1BBB,J91/0,J300/24",
	"AAA8BBB,100,200",
};

int main(void)
{
	size_t i;
	long long seconds;

	for (i = 0; i < sizeof(zones) / sizeof(*zones); i++) {
		setenv("TZ", zones[i], 1);
		tzset();
		check_row(zones[i], (intmax_t)i);
		/* From 1902 to 2095, in steps that meet all hours and dates */
		for (seconds = -2145916800; seconds < 3944678400;
		     seconds += 9871357) {
			time_t t = (time_t)seconds;
			struct tm tm;

			REQUIRE(localtime_r(&t, &tm) == &tm);
			CHECK_INT(mktime(&tm), seconds);
		}
	}
	return check_status();
}
