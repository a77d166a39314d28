/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/strftime_weeks time/strftime
 * Takes %V for %U. */
#include <string.h>
#include <time.h>

size_t __real_strftime(char *out, size_t size, const char *format,
		       const struct tm *tm);

size_t __wrap_strftime(char *out, size_t size, const char *format,
		       const struct tm *tm)
{
	char changed[100], *v;

	strcpy(changed, format);
	if ((v = strchr(changed, 'V')))
		*v = 'U';
	return __real_strftime(out, size, changed, tm);
}
