/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 tzset, XBD 8.3: tzname, timezone and daylight follow TZ: names in angle brackets, offsets to the second. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct {
	const char *zone, *standard, *summer;
	long west;
} rows[] = {
	{ "UTC0", "UTC", NULL, 0 },
	{ "XYZ3", "XYZ", NULL, 10800 },
	{ "XYZ+3", "XYZ", NULL, 10800 },
	{ "XYZ-3", "XYZ", NULL, -10800 },
	{ "EST5EDT,M3.2.0,M11.1.0", "EST", "EDT", 18000 },
	{ "IST-5:30", "IST", NULL, -19800 },
	{ "ABC1:02:03", "ABC", NULL, 3723 },
	{ "ABC-14", "ABC", NULL, -50400 },
	{ "<+0545>-5:45", "+0545", NULL, -20700 },
	{ "<-03>3<-02>,M3.5.0,M10.5.0", "-03", "-02", 10800 },
	{ "Longer24", "Longer", NULL, 86400 },
	{ "NST3:30NDT2:30,M3.2.0,M11.1.0", "NST", "NDT", 12600 },
};

int main(void)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		check_row("zone", (intmax_t)i);
		setenv("TZ", rows[i].zone, 1);
		tzset();
		CHECK_STR(tzname[0], rows[i].standard);
		CHECK_INT(timezone, rows[i].west);
		CHECK_INT(daylight != 0, rows[i].summer != NULL);
		if (rows[i].summer)
			CHECK_STR(tzname[1], rows[i].summer);
	}
	return check_status();
}
