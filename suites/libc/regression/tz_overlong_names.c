/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XBD 8.3 TZ, tzset: names, paths and rules far longer than any buffer must neither crash nor spill over */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void try(const char *tz)
{
	time_t t = 1000000000;
	struct tm tm;
	char text[2000];

	CHECK_INT(setenv("TZ", tz, 1), 0);
	tzset();
	CHECK(tzname[0] != NULL && tzname[1] != NULL);
	CHECK(localtime_r(&t, &tm) != NULL);
	CHECK(strftime(text, sizeof(text), "%Z %z", &tm) < sizeof(text));
	CHECK(mktime(&tm) != (time_t)-1);
}

int main(void)
{
	static char text[70000];
	time_t t = 0;

	memset(text, 'A', 300);
	strcpy(text + 300, "5");
	try(text);
	memset(text, '/', 60000);
	strcpy(text + 60000, "etc");
	try(text);
	memset(text, 'x', 60000);
	text[60000] = '\0';
	try(text);
	strcpy(text, "<");
	memset(text + 1, 'Q', 5000);
	strcpy(text + 5001, ">3<");
	memset(text + 5004, 'R', 5000);
	strcpy(text + 10004, ">,M3.2.0,M11.1.0");
	try(text);
	try("ABC999999999999999999999");
	try("EST5EDT,M99.99.99,J99999");
	try("<>0");
	try(":");
	try("");
	CHECK_INT(setenv("TZ", "XYZ3", 1), 0); /* and it works again */
	tzset();
	CHECK_STR(tzname[0], "XYZ");
	CHECK_INT(timezone, 3 * 3600);
	CHECK_INT(localtime(&t)->tm_hour, 21);
	return check_status();
}
