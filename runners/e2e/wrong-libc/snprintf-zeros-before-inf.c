/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/printf_special
 * Fills infinities with zeros. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int __wrap_snprintf(char *buf, size_t size, const char *format, ...)
{
	va_list args;
	int len;
	char *c;

	va_start(args, format);
	len = vsnprintf(buf, size, format, args);
	va_end(args);
	if (strstr(format, "%0"))
		for (c = buf; *c == ' '; c++)
			*c = '0';
	return len;
}
