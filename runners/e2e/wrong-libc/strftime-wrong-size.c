/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: time/strftime_size
 * Needs no room for the null byte. */
#include <time.h>

size_t __real_strftime(char *out, size_t size, const char *format,
		       const struct tm *tm);

size_t __wrap_strftime(char *out, size_t size, const char *format,
		       const struct tm *tm)
{
	char text[100];
	size_t len = __real_strftime(text, sizeof(text), format, tm), i;

	for (i = 0; i < size && i <= len; i++)
		out[i] = text[i];
	return len <= size ? len : 0;
}
