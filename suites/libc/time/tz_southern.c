/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 8.3 TZ: in the south summer time spans the new year; half an hour of difference; changes at 24:00. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <time.h>

/* Changes to and from summer time: Sydney, Lord Howe, Santiago (Saturday 24:00) */
static const long long sydney[][2] = {
	{ 181670400, 165945600 }, /* 1975 */
	{ 1191686400, 1175356800 }, /* 2007 */
	{ 1349539200, 1333209600 }, /* 2012 */
	{ 1443888000, 1428163200 }, /* 2015 */
	{ 1696089600, 1680364800 }, /* 2023 */
	{ 1728144000, 1712419200 }, /* 2024 */
	{ 1759593600, 1743868800 }, /* 2025 */
	{ 2138198400, 2122473600 }, /* 2037 */
	{ 2548252800, 2532528000 }, /* 2050 */
	{ 4094726400, 4079001600 }, /* 2099 */
};
static const long long lord_howe[][2] = {
	{ 181668600, 165942000 }, /* 1975 */
	{ 1191684600, 1175353200 }, /* 2007 */
	{ 1349537400, 1333206000 }, /* 2012 */
	{ 1443886200, 1428159600 }, /* 2015 */
	{ 1696087800, 1680361200 }, /* 2023 */
	{ 1728142200, 1712415600 }, /* 2024 */
	{ 1759591800, 1743865200 }, /* 2025 */
	{ 2138196600, 2122470000 }, /* 2037 */
	{ 2548251000, 2532524400 }, /* 2050 */
	{ 4094724600, 4078998000 }, /* 2099 */
};
static const long long santiago[][2] = {
	{ 179294400, 165985200 }, /* 1975 */
	{ 1188705600, 1176001200 }, /* 2007 */
	{ 1346558400, 1333854000 }, /* 2012 */
	{ 1441512000, 1428202800 }, /* 2015 */
	{ 1693713600, 1680404400 }, /* 2023 */
	{ 1725768000, 1712458800 }, /* 2024 */
	{ 1757217600, 1743908400 }, /* 2025 */
	{ 2135822400, 2122513200 }, /* 2037 */
	{ 2545876800, 2532567600 }, /* 2050 */
	{ 4092350400, 4079041200 }, /* 2099 */
};

static void check_at(long long seconds, int hour, int min, int isdst)
{
	time_t t = (time_t)seconds;
	struct tm *tm = localtime(&t);

	REQUIRE(tm);
	CHECK_INT(tm->tm_hour, hour);
	CHECK_INT(tm->tm_min, min);
	CHECK_INT(tm->tm_isdst, isdst);
}

static void zone(const char *rule)
{
	setenv("TZ", rule, 1);
	tzset();
}

int main(void)
{
	size_t i, count = sizeof(sydney) / sizeof(*sydney);

	zone("AEST-10AEDT,M10.1.0,M4.1.0/3");
	for (i = 0; i < count; i++) {
		check_row("Sydney", (intmax_t)i);
		check_at(sydney[i][0] - 1, 1, 59, 0);
		check_at(sydney[i][0], 3, 0, 1);
		check_at(sydney[i][1] - 1, 2, 59, 1);
		check_at(sydney[i][1], 2, 0, 0);
	}
	zone("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
	for (i = 0; i < count; i++) {
		check_row("Lord Howe", (intmax_t)i);
		check_at(lord_howe[i][0] - 1, 1, 59, 0);
		check_at(lord_howe[i][0], 2, 30, 1);
		check_at(lord_howe[i][1] - 1, 1, 59, 1);
		check_at(lord_howe[i][1], 1, 30, 0);
	}
	zone("<-04>4<-03>,M9.1.6/24,M4.1.6/24");
	for (i = 0; i < count; i++) {
		check_row("Santiago", (intmax_t)i);
		check_at(santiago[i][0] - 1, 23, 59, 0);
		check_at(santiago[i][0], 1, 0, 1);
		check_at(santiago[i][1] - 1, 23, 59, 1);
		check_at(santiago[i][1], 23, 0, 0);
	}
	return check_status();
}
