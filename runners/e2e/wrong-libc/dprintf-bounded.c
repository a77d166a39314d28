/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/dprintf
 * Writes a kilobyte at most. */
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

int __wrap_dprintf(int fd, const char *format, ...)
{
	char text[1024];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return (int)write(fd, text, len < 1024 ? (size_t)len : 1023);
}
