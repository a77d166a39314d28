/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 8.3 TZ: Mm.w.d rules of the north: the second before each change, and the change; w = 5 is the last week. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <time.h>

/* Changes of New York (second Sunday of March, first of November, 2:00) */
static const long long new_york[][2] = {
	{ 163580400, 184140000 }, /* 1975 */
	{ 1173596400, 1194156000 }, /* 2007 */
	{ 1331449200, 1352008800 }, /* 2012 */
	{ 1425798000, 1446357600 }, /* 2015 */
	{ 1678604400, 1699164000 }, /* 2023 */
	{ 1710054000, 1730613600 }, /* 2024 */
	{ 1741503600, 1762063200 }, /* 2025 */
	{ 2120108400, 2140668000 }, /* 2037 */
	{ 2530767600, 2551327200 }, /* 2050 */
	{ 4076636400, 4097196000 }, /* 2099 */
};
/* and of Berlin (last Sundays of March and October, 2:00 and 3:00) */
static const long long berlin[][2] = {
	{ 165373200, 183517200 }, /* 1975 */
	{ 1174784400, 1193533200 }, /* 2007 */
	{ 1332637200, 1351386000 }, /* 2012 */
	{ 1427590800, 1445734800 }, /* 2015 */
	{ 1679792400, 1698541200 }, /* 2023 */
	{ 1711846800, 1729990800 }, /* 2024 */
	{ 1743296400, 1761440400 }, /* 2025 */
	{ 2121901200, 2140045200 }, /* 2037 */
	{ 2531955600, 2550704400 }, /* 2050 */
	{ 4078429200, 4096573200 }, /* 2099 */
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

int main(void)
{
	size_t i;

	setenv("TZ", "EST5EDT,M3.2.0,M11.1.0", 1);
	tzset();
	for (i = 0; i < sizeof(new_york) / sizeof(*new_york); i++) {
		check_row("New York", (intmax_t)i);
		check_at(new_york[i][0] - 1, 1, 59, 0);
		check_at(new_york[i][0], 3, 0, 1);
		check_at(new_york[i][1] - 1, 1, 59, 1);
		check_at(new_york[i][1], 1, 0, 0);
	}
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	for (i = 0; i < sizeof(berlin) / sizeof(*berlin); i++) {
		check_row("Berlin", (intmax_t)i);
		check_at(berlin[i][0] - 1, 1, 59, 0);
		check_at(berlin[i][0], 3, 0, 1);
		check_at(berlin[i][1] - 1, 2, 59, 1);
		check_at(berlin[i][1], 2, 0, 0);
	}
	return check_status();
}
