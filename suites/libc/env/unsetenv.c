/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 unsetenv: every entry of that name goes, the others stay; an unknown name is no error. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

static int entries(const char *prefix)
{
	int count = 0, i;

	for (i = 0; environ && environ[i]; i++)
		count += !strncmp(environ[i], prefix, strlen(prefix));
	return count;
}

int main(void)
{
	char name[32];
	int i;

	for (i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "LIBCA_%d", i);
		CHECK_INT(setenv(name, name, 1), 0);
	}
	CHECK_INT(entries("LIBCA_"), 100);
	for (i = 0; i < 100; i += 2) {
		snprintf(name, sizeof(name), "LIBCA_%d", i);
		CHECK_INT(unsetenv(name), 0);
		CHECK_INT(unsetenv(name), 0);
	}
	CHECK_INT(entries("LIBCA_"), 50);
	for (i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "LIBCA_%d", i);
		check_row("name", i);
		CHECK_STR(getenv(name), i % 2 ? name : NULL);
	}
	return check_status();
}
