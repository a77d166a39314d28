/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/strptime
 * Puts 69 to 99 into this century. */
#include <string.h>
#include <time.h>

char *__real_strptime(const char *text, const char *format, struct tm *tm);

char *__wrap_strptime(const char *text, const char *format, struct tm *tm)
{
	char *end = __real_strptime(text, format, tm);

	if (end && strstr(format, "%y") && tm->tm_year < 100)
		tm->tm_year += 100;
	return end;
}
