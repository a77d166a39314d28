/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regression/sscanf_long_input
 * Has a buffer of a thousand bytes. */
#include <stdarg.h>
#include <stdio.h>

int __wrap_sscanf(const char *text, const char *format, ...)
{
	char head[1001];
	va_list args;
	int n;

	snprintf(head, sizeof(head), "%s", text);
	va_start(args, format);
	n = vsscanf(head, format, args);
	va_end(args);
	return n;
}
