/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/asctime
 * Writes the day with a leading zero. */
#include <time.h>

char *__wrap_asctime_r(const struct tm *tm, char *out)
{
	strftime(out, 26, "%a %b %d %H:%M:%S %Y\n", tm);
	return out;
}
