/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 strerror_r: the text of strerror() in a buffer, ERANGE where it does not fit; errno is left alone. */
#define _XOPEN_SOURCE 700
#include "check.h"
#include "guard.h"

#include <errno.h>
#include <string.h>

int main(void)
{
	char text[128], out[128], *tail;
	size_t len, size;

	REQUIRE(strlen(strerror(ENOENT)) < sizeof(text));
	strcpy(text, strerror(ENOENT));
	len = strlen(text);
	errno = 0;
	CHECK_INT(strerror_r(ENOENT, out, sizeof(out)), 0);
	CHECK_STR(out, text);
	memset(out, '#', sizeof(out));
	CHECK_INT(strerror_r(ENOENT, out, len + 1), 0);
	CHECK_STR(out, text);
	CHECK_INT(out[len + 1], '#');
	tail = guard_tail(len + 1);
	for (size = 1; size <= len; size++) {
		check_row("size", (intmax_t)size);
		CHECK_INT(strerror_r(ENOENT, tail + len + 1 - size, size), ERANGE);
	}
	CHECK_INT(strerror_r(ENOENT, tail, len + 1), 0);
	CHECK_STR(tail, text);
	CHECK_INT(errno, 0);
	return check_status();
}
