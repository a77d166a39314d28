/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 strptime, strftime: what one writes the other reads, over many dates. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <string.h>
#include <time.h>

static const char *const formats[] = {
	"%Y-%m-%d %H:%M:%S", "%a, %d %b %Y %T", "%A %B %e %I:%M:%S %p %Y",
	"%D %r",	     "%c",
};

int main(void)
{
	long long seconds;
	size_t i;
	char out[100];

	for (seconds = 86400; seconds < 3000000000; seconds += 15731713) {
		time_t t = (time_t)seconds;
		struct tm tm, back;

		REQUIRE(gmtime_r(&t, &tm) == &tm);
		for (i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
			check_row(formats[i], seconds);
			/* Two digits stand for 1969 to 2068 */
			if (tm.tm_year >= 168 && i == 3)
				continue;
			strftime(out, sizeof(out), formats[i], &tm);
			memset(&back, 0, sizeof(back));
			REQUIRE(strptime(out, formats[i], &back));
			CHECK_INT(back.tm_year, tm.tm_year);
			CHECK_INT(back.tm_mon, tm.tm_mon);
			CHECK_INT(back.tm_mday, tm.tm_mday);
			CHECK_INT(back.tm_hour, tm.tm_hour);
			CHECK_INT(back.tm_min, tm.tm_min);
			CHECK_INT(back.tm_sec, tm.tm_sec);
		}
	}
	return check_status();
}
