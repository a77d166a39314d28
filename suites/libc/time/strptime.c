/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 strptime: each conversion, names in any case, white space, where it stops, failure as a null pointer. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <string.h>
#include <time.h>

static struct tm tm;

/* How many bytes were used, -1 for failure */
static int parse(const char *text, const char *format)
{
	char *end;

	memset(&tm, 0, sizeof(tm));
	end = strptime(text, format, &tm);
	return end ? (int)(end - text) : -1;
}

static void fields(void)
{
	CHECK_INT(parse("2027-03-07 15:04:09rest", "%Y-%m-%d %H:%M:%S"), 19);
	CHECK_INT(tm.tm_year, 127);
	CHECK_INT(tm.tm_mon, 2);
	CHECK_INT(tm.tm_mday, 7);
	CHECK_INT(tm.tm_hour, 15);
	CHECK_INT(tm.tm_min, 4);
	CHECK_INT(tm.tm_sec, 9);
	CHECK_INT(parse("sunday MARCH 7", "%A %B %d"), 14);
	CHECK_INT(tm.tm_wday, 0);
	CHECK_INT(tm.tm_mon, 2);
	CHECK_INT(parse("Wed Dec", "%a %b"), 7);
	CHECK_INT(tm.tm_wday, 3);
	CHECK_INT(tm.tm_mon, 11);
	CHECK_INT(parse("friday", "%a"), 6);
	CHECK_INT(tm.tm_wday, 5);
	CHECK_INT(parse("366", "%j"), 3);
	CHECK_INT(tm.tm_yday, 365);
	CHECK_INT(parse("12/31/99", "%D"), 8);
	CHECK_INT(tm.tm_year, 99);
	CHECK_INT(tm.tm_mday, 31);
	CHECK_INT(parse("23:59", "%R"), 5);
	CHECK_INT(tm.tm_min, 59);
	CHECK_INT(parse("01:02:60", "%T"), 8);
	CHECK_INT(tm.tm_sec, 60);
	CHECK_INT(parse("69 68", "%y"), 2);
	CHECK_INT(tm.tm_year, 69);
	CHECK_INT(parse("68", "%y"), 2);
	CHECK_INT(tm.tm_year, 168);
}

static void halves(void)
{
	CHECK_INT(parse("12:30 AM", "%I:%M %p"), 8);
	CHECK_INT(tm.tm_hour, 0);
	CHECK_INT(parse("12:30 pm", "%I:%M %p"), 8);
	CHECK_INT(tm.tm_hour, 12);
	CHECK_INT(parse("07:00:01 PM", "%r"), 11);
	CHECK_INT(tm.tm_hour, 19);
}

int main(void)
{
	fields();
	halves();
	CHECK_INT(parse("5%", "%d%%"), 2);
	CHECK_INT(parse("  \t 5", "%n%d"), 5);
	CHECK_INT(parse("1  2", "%d %m"), 4);
	CHECK_INT(parse("x5", "x%d"), 2);
	CHECK_INT(parse("y5", "x%d"), -1);
	CHECK_INT(parse("32", "%d"), -1);
	CHECK_INT(parse("13", "%m"), -1);
	CHECK_INT(parse("24", "%H"), -1);
	CHECK_INT(parse("abc", "%d"), -1);
	CHECK_INT(parse("Xyz", "%a"), -1);
	CHECK_INT(parse("", "%d"), -1);
	CHECK_INT(parse("", ""), 0);
	return check_status();
}
