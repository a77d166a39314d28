/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: convert/snprintf_truncation
 * Returns what fitted. */
#include <stdarg.h>
#include <stdio.h>

int __wrap_snprintf(char *buf, size_t size, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(buf, size, format, args);
	va_end(args);
	return len >= 0 && (size_t)len >= size ? (int)size - 1 : len;
}
