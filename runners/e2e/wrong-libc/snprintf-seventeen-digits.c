/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/printf_exact
 * Has zeros behind the seventeenth digit. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>

int __wrap_snprintf(char *buf, size_t size, const char *format, ...)
{
	va_list args;
	int len, i, digits = 0;

	va_start(args, format);
	len = vsnprintf(buf, size, format, args);
	va_end(args);
	for (i = 0; i < len && (size_t)i < size; i++)
		if (isdigit((unsigned char)buf[i]) && (digits || buf[i] != '0')
		    && ++digits > 17)
			buf[i] = '0';
	return len;
}
