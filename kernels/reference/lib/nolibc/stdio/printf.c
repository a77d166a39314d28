/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Formatted output to the console: ISO C11 7.21.6.3, .10 and 7.21.7.8, .9. Text
 * is collected on the stack, so that a short one reaches the console in one
 * piece, which the console keeps whole among CPUs.
 */
#include <stdio.h>
#include <string.h>
#include <uk/plat/console.h>
#include "format.h"

#define COLLECT_BYTES 512

static void to_console(const char *buf, size_t len)
{
	ukplat_coutk(buf, (unsigned int)len);
}

int vprintf(const char *restrict format, va_list args)
{
	char buf[COLLECT_BYTES];
	struct format_sink sink = {
		.buf = buf,
		.size = sizeof(buf),
		.drain = to_console,
	};
	int len = format_all(&sink, format, args);

	if (sink.fill)
		to_console(buf, sink.fill);
	return len;
}

int printf(const char *restrict format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vprintf(format, args);
	va_end(args);
	return len;
}

int puts(const char *str)
{
	return printf("%s\n", str);
}

int putchar(int byte)
{
	char out = (char)byte;

	to_console(&out, 1);
	return (unsigned char)byte;
}
