/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Formatted output into memory: ISO C11 7.21.6.5, .6, .12, .13.
 */
#include <stdint.h>
#include <stdio.h>
#include "format.h"

int vsnprintf(char *restrict buf, size_t size, const char *restrict format,
	      va_list args)
{
	struct format_sink sink = {
		.buf = buf,
		.size = size ? size - 1 : 0,
	};
	int len = format_all(&sink, format, args);

	if (size)
		buf[sink.fill] = '\0';
	return len;
}

int snprintf(char *restrict buf, size_t size, const char *restrict format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(buf, size, format, args);
	va_end(args);
	return len;
}

int vsprintf(char *restrict buf, const char *restrict format, va_list args)
{
	return vsnprintf(buf, SIZE_MAX, format, args);
}

int sprintf(char *restrict buf, const char *restrict format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsprintf(buf, format, args);
	va_end(args);
	return len;
}
