/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.3.5 strftime %z %Z, POSIX.1-2017: offset and name of the zone as localtime() found them. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <time.h>

static const struct {
	const char *zone;
	long long seconds;
	const char *text;
} rows[] = {
	{ "UTC0", 0, "+0000 UTC" },
	{ "EST5EDT,M3.2.0,M11.1.0", 1705316400, "-0500 EST" },
	{ "EST5EDT,M3.2.0,M11.1.0", 1719828000, "-0400 EDT" },
	{ "CET-1CEST,M3.5.0,M10.5.0/3", 1719828000, "+0200 CEST" },
	{ "IST-5:30", 0, "+0530 IST" },
	{ "NST3:30NDT,M3.2.0,M11.1.0", 1705316400, "-0330 NST" },
	{ "NST3:30NDT,M3.2.0,M11.1.0", 1719828000, "-0230 NDT" },
	{ "<+1245>-12:45", 0, "+1245 +1245" },
	{ "<-00>0:30", 0, "-0030 -00" },
};

int main(void)
{
	char out[64];
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		time_t t = (time_t)rows[i].seconds;
		struct tm tm;

		check_row("row", (intmax_t)i);
		setenv("TZ", rows[i].zone, 1);
		tzset();
		REQUIRE(localtime_r(&t, &tm) == &tm);
		strftime(out, sizeof(out), "%z %Z", &tm);
		CHECK_STR(out, rows[i].text);
	}
	return check_status();
}
