/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.27.2.3 mktime: fields out of range are brought into it, and the day of the week and year are set. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <time.h>

/* sec, min, hour, mday, mon (from 1), year: before, then after */
static const int rows[][2][6] = {
	{ { 60, 59, 23, 31, 12, 1999 }, { 0, 0, 0, 1, 1, 2000 } },
	{ { -1, 0, 0, 1, 1, 2000 }, { 59, 59, 23, 31, 12, 1999 } },
	{ { 0, 0, 0, 0, 3, 2000 }, { 0, 0, 0, 29, 2, 2000 } },
	{ { 0, 0, 0, 0, 3, 2001 }, { 0, 0, 0, 28, 2, 2001 } },
	{ { 0, 0, 0, 30, 2, 2004 }, { 0, 0, 0, 1, 3, 2004 } },
	{ { 0, 0, 0, 29, 2, 2100 }, { 0, 0, 0, 1, 3, 2100 } },
	{ { 0, 0, 0, 1, 13, 2010 }, { 0, 0, 0, 1, 1, 2011 } },
	{ { 0, 0, 0, 1, 0, 2010 }, { 0, 0, 0, 1, 12, 2009 } },
	{ { 0, 0, 0, 1, -23, 2010 }, { 0, 0, 0, 1, 1, 2008 } },
	{ { 0, 0, 0, 366, 1, 2008 }, { 0, 0, 0, 31, 12, 2008 } },
	{ { 0, 0, 0, -365, 1, 2010 }, { 0, 0, 0, 31, 12, 2008 } },
	{ { 86400 * 2 + 1, 0, 0, 28, 2, 2012 }, { 1, 0, 0, 1, 3, 2012 } },
	{ { 0, -61, 1, 1, 3, 2011 }, { 0, 59, 23, 28, 2, 2011 } },
	{ { 0, 0, -25, 2, 1, 1970 }, { 0, 0, 23, 31, 12, 1969 } },
	{ { 2147483647, 0, 0, 1, 1, 1970 }, { 7, 14, 3, 19, 1, 2038 } },
	{ { 0, 0, 0, 1000000, 1, 1970 }, { 0, 0, 0, 28, 11, 4707 } },
};

static struct tm from(const int *fields)
{
	struct tm tm = { .tm_sec = fields[0], .tm_min = fields[1],
			 .tm_hour = fields[2], .tm_mday = fields[3],
			 .tm_mon = fields[4] - 1, .tm_year = fields[5] - 1900,
			 .tm_wday = 99, .tm_yday = 999 };

	return tm;
}

int main(void)
{
	size_t i;

	setenv("TZ", "UTC0", 1);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tm tm = from(rows[i][0]), right = from(rows[i][1]);
		time_t t = mktime(&tm);

		check_row("row", (intmax_t)i);
		CHECK_INT(t, mktime(&right));
		CHECK_INT(tm.tm_sec, rows[i][1][0]);
		CHECK_INT(tm.tm_min, rows[i][1][1]);
		CHECK_INT(tm.tm_hour, rows[i][1][2]);
		CHECK_INT(tm.tm_mday, rows[i][1][3]);
		CHECK_INT(tm.tm_mon + 1, rows[i][1][4]);
		CHECK_INT(tm.tm_year + 1900, rows[i][1][5]);
		CHECK_INT(tm.tm_wday, gmtime(&t)->tm_wday);
		CHECK_INT(tm.tm_yday, gmtime(&t)->tm_yday);
		CHECK_INT(tm.tm_isdst, 0);
	}
	return check_status();
}
