/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.10.4 perror: prefix, colon, blank, the text of strerror(errno), new line; no prefix for "" and a null pointer. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int ends[2];

static const char *message(const char *prefix)
{
	static char text[256];
	ssize_t len;

	errno = ENOENT;
	perror(prefix);
	fflush(stderr);
	len = read(ends[0], text, sizeof(text) - 1);
	text[len > 0 ? len : 0] = 0;
	return text;
}

int main(void)
{
	char expected[256], with_prefix[300];
	int saved = dup(2);

	REQUIRE(saved >= 0 && pipe(ends) == 0);
	REQUIRE(dup2(ends[1], 2) == 2);
	snprintf(expected, sizeof(expected), "%s\n", strerror(ENOENT));
	snprintf(with_prefix, sizeof(with_prefix), "open: %s", expected);
	CHECK_STR(message("open"), with_prefix);
	CHECK_STR(message(""), expected);
	CHECK_STR(message(NULL), expected);
	dup2(saved, 2);
	close(saved);
	close(ends[0]);
	close(ends[1]);
	return check_status();
}
