/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 XBD 7.3, nl_langinfo, nl_langinfo_l: the POSIX locale's names of days and months, formats, answers and radix */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <time.h>

static const char *const DAYS[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char *const MONTHS[] = {"January", "February", "March",	 "April",   "May",	"June",
				     "July",	"August",   "September", "October", "November", "December"};
static const nl_item DAY[] = {DAY_1, DAY_2, DAY_3, DAY_4, DAY_5, DAY_6, DAY_7};
static const nl_item ABDAY[] = {ABDAY_1, ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5, ABDAY_6, ABDAY_7};
static const nl_item MON[] = {MON_1, MON_2, MON_3, MON_4, MON_5, MON_6, MON_7, MON_8, MON_9, MON_10, MON_11, MON_12};
static const nl_item ABMON[] = {ABMON_1, ABMON_2, ABMON_3, ABMON_4,  ABMON_5,  ABMON_6,
				ABMON_7, ABMON_8, ABMON_9, ABMON_10, ABMON_11, ABMON_12};

static void names(nl_item full, nl_item abbreviated, const char *name)
{
	char three[4] = "";

	strncat(three, name, 3);
	CHECK_STR(nl_langinfo(full), name);
	CHECK_STR(nl_langinfo(abbreviated), three);
}

/* Equal formats may be written in more than one way: what they make of a date counts. */
static void formats(nl_item item, const char *text)
{
	struct tm tm = {.tm_year = 80, .tm_mon = 1, .tm_mday = 5, .tm_wday = 2, .tm_hour = 16, .tm_min = 7, .tm_sec = 8};
	char got[64];

	CHECK(strftime(got, sizeof(got), nl_langinfo(item), &tm) > 0);
	CHECK_STR(got, text);
}

int main(void)
{
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);

	REQUIRE(c != (locale_t)0);
	for (int i = 0; i < 7; i++)
		names(DAY[i], ABDAY[i], DAYS[i]);
	for (int i = 0; i < 12; i++)
		names(MON[i], ABMON[i], MONTHS[i]);
	CHECK_STR(nl_langinfo(AM_STR), "AM");
	CHECK_STR(nl_langinfo(PM_STR), "PM");
	formats(D_T_FMT, "Tue Feb  5 16:07:08 1980");
	formats(D_FMT, "02/05/80");
	formats(T_FMT, "16:07:08");
	formats(T_FMT_AMPM, "04:07:08 PM");
	CHECK_STR(nl_langinfo(RADIXCHAR), ".");
	CHECK_STR(nl_langinfo(THOUSEP), "");
	CHECK_STR(nl_langinfo(YESEXPR), "^[yY]");
	CHECK_STR(nl_langinfo(NOEXPR), "^[nN]");
	CHECK(strlen(nl_langinfo(CODESET)) > 0);
	CHECK_STR(nl_langinfo_l(DAY_1, c), "Sunday");
	CHECK_STR(nl_langinfo_l(RADIXCHAR, c), ".");
	freelocale(c);
	return check_status();
}
