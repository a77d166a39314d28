/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 localtime_r, gmtime_r: results in the caller's objects, apart from each other and from the static ones. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

int main(void)
{
	time_t early = 86400 * 10, late = 86400 * 200;
	struct tm a, b, *fixed;

	setenv("TZ", "AAA2", 1);
	tzset();
	CHECK_PTR(localtime_r(&early, &a), &a);
	CHECK_PTR(gmtime_r(&early, &b), &b);
	CHECK_INT(a.tm_yday, 9);
	CHECK_INT(a.tm_hour, 22);
	CHECK_INT(b.tm_yday, 10);
	CHECK_INT(b.tm_hour, 0);
	fixed = localtime(&early);
	REQUIRE(fixed);
	CHECK_PTR(localtime_r(&late, &b), &b);
	CHECK_INT(fixed->tm_yday, 9);
	CHECK_INT(b.tm_yday, 199);
	fixed = localtime(&late);
	CHECK_INT(fixed->tm_yday, 199);
	CHECK_INT(a.tm_yday, 9);
	CHECK_INT(early, 864000);
	return check_status();
}
