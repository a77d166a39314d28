/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/strptime_round_trip time/strptime
 * Takes 12 PM for midnight. */
#include <string.h>
#include <time.h>

char *__real_strptime(const char *text, const char *format, struct tm *tm);

char *__wrap_strptime(const char *text, const char *format, struct tm *tm)
{
	char *end = __real_strptime(text, format, tm);

	if (end && (strstr(format, "%p") || strstr(format, "%r"))
	    && tm->tm_hour == 12)
		tm->tm_hour = 0;
	return end;
}
