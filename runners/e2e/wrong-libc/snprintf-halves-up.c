/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/printf_rounding
 * Rounds exact halves away from zero, as adding a little does. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int __wrap_snprintf(char *buf, size_t size, const char *format, ...)
{
	va_list args;
	int len, precision;
	double value;

	va_start(args, format);
	if (!strcmp(format, "%.*f")) {
		precision = va_arg(args, int);
		value = va_arg(args, double);
		len = sprintf(buf, format, precision,
			      nextafter(value, value < 0 ? -1e300 : 1e300));
	} else {
		len = vsnprintf(buf, size, format, args);
	}
	va_end(args);
	return len;
}
