/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 dprintf, vdprintf: formatted text to a file descriptor, at once; the number of bytes or a negative value. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int through_va_list(int fd, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vdprintf(fd, format, args);
	va_end(args);
	return len;
}

int main(void)
{
	char text[64] = "", big[3000];
	int ends[2];

	REQUIRE(pipe(ends) == 0);
	CHECK_INT(dprintf(ends[1], "%d-%s", 12, "ab"), 5);
	CHECK_INT(read(ends[0], text, sizeof(text) - 1), 5);
	CHECK_STR(text, "12-ab");
	CHECK_INT(through_va_list(ends[1], "%c%5.1f", 'x', 2.25), 6);
	CHECK_INT(read(ends[0], text, sizeof(text) - 1), 6);
	CHECK_STR(text, "x  2.2");
	CHECK_INT(dprintf(ends[1], "%2999d", 7), 2999);
	CHECK_INT(read(ends[0], big, sizeof(big)), 2999);
	CHECK_INT(big[2998], '7');
	CHECK_INT(dprintf(ends[1], "%s", ""), 0);
	close(ends[0]);
	close(ends[1]);
	errno = 0;
	CHECK(dprintf(ends[1], "%d", 1) < 0);
	CHECK_INT(errno, EBADF);
	return check_status();
}
