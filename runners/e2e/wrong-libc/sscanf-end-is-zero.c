/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/scanf_result convert/scanf_integer convert/scanf_set
 * An input failure is 0 items. */
#include <stdarg.h>
#include <stdio.h>

int __wrap_sscanf(const char *str, const char *format, ...)
{
	va_list args;
	int result;

	va_start(args, format);
	result = vsscanf(str, format, args);
	va_end(args);
	return result == EOF ? 0 : result;
}
