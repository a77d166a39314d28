/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX setenv: replacing a value over and over leaked the old ones until memory ran out; putenv's strings stay the caller's */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

static int count(const char *name)
{
	size_t len = strlen(name);
	int n = 0;

	for (char **e = environ; *e; e++)
		n += !strncmp(*e, name, len) && (*e)[len] == '=';
	return n;
}

int main(void)
{
	static char mine[] = "OWN=first", other[] = "OWN=second";
	char value[100];

	for (int i = 0; i < 1000; i++) {
		snprintf(value, sizeof(value), "%060d", i);
		if (!CHECK_INT(setenv("VALUE", value, 1), 0) || strcmp(getenv("VALUE"), value) != 0)
			break;
	}
	CHECK_STR(getenv("VALUE"), value);
	CHECK_INT(count("VALUE"), 1);
	CHECK_INT(putenv(mine), 0);
	CHECK_PTR(getenv("OWN"), mine + 4);
	CHECK_INT(setenv("OWN", "third", 1), 0);
	CHECK_STR(mine, "OWN=first"); /* not written through, not freed */
	CHECK_INT(putenv(other), 0);
	strcpy(other + 4, "SECOND");
	CHECK_STR(getenv("OWN"), "SECOND"); /* the string itself is in the environment */
	CHECK_INT(unsetenv("OWN"), 0);
	CHECK_PTR(getenv("OWN"), NULL);
	CHECK_STR(other, "OWN=SECOND");
	CHECK_INT(setenv("OWN", "again", 0), 0);
	CHECK_INT(count("OWN"), 1);
	CHECK_INT(putenv(mine), 0);
	CHECK_INT(putenv(mine), 0); /* twice the same */
	CHECK_INT(count("OWN"), 1);
	CHECK_INT(unsetenv("OWN"), 0);
	CHECK_INT(unsetenv("VALUE"), 0);
	CHECK_INT(count("VALUE"), 0);
	return check_status();
}
