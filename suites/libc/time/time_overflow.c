/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 gmtime, mktime, localtime: a year that does not fit into int is EOVERFLOW. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

static void too_far(time_t t)
{
	struct tm tm;

	errno = 0;
	CHECK_PTR(gmtime_r(&t, &tm), 0);
	CHECK_INT(errno, EOVERFLOW);
	errno = 0;
	CHECK_PTR(gmtime(&t), 0);
	CHECK_INT(errno, EOVERFLOW);
	errno = 0;
	CHECK_PTR(localtime_r(&t, &tm), 0);
	CHECK_INT(errno, EOVERFLOW);
}

int main(void)
{
	struct tm tm = { .tm_year = INT_MAX, .tm_mon = 12, .tm_mday = 1 }, last;
	/* 2147485547-12-31 23:59:59, whose tm_year is INT_MAX */
	time_t latest = 67768036191676799;

	setenv("TZ", "UTC0", 1);
	REQUIRE(gmtime_r(&latest, &last));
	CHECK_INT(last.tm_year, INT_MAX);
	CHECK_INT(last.tm_yday, 364);
	too_far(latest + 1);
	too_far(INT64_MAX);
	too_far(INT64_MIN);
	errno = 0;
	CHECK_INT(mktime(&tm), -1);
	CHECK_INT(errno, EOVERFLOW);
	tm.tm_year = INT_MIN;
	tm.tm_mon = -1;
	errno = 0;
	CHECK_INT(mktime(&tm), -1);
	CHECK_INT(errno, EOVERFLOW);
	return check_status();
}
