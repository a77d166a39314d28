/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.4.6 getenv, POSIX.1-2017 setenv: values by whole name; overwriting only when asked; copies of the strings. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <string.h>

int main(void)
{
	char name[] = "LIBCA_NAME", value[] = "value";

	CHECK_PTR(getenv("LIBCA_NAME"), 0);
	CHECK_INT(setenv(name, value, 0), 0);
	name[0] = value[0] = '#';
	CHECK_STR(getenv("LIBCA_NAME"), "value");
	CHECK_INT(setenv("LIBCA_NAME", "other", 0), 0);
	CHECK_STR(getenv("LIBCA_NAME"), "value");
	CHECK_INT(setenv("LIBCA_NAME", "other", 1), 0);
	CHECK_STR(getenv("LIBCA_NAME"), "other");
	CHECK_INT(setenv("LIBCA_NAME2", "two", 1), 0);
	CHECK_INT(setenv("LIBCA_NAM", "short", 1), 0);
	CHECK_STR(getenv("LIBCA_NAME"), "other");
	CHECK_STR(getenv("LIBCA_NAM"), "short");
	CHECK_PTR(getenv("LIBCA_NA"), 0);
	CHECK_PTR(getenv(""), 0);
	CHECK_INT(setenv("LIBCA_EMPTY", "", 1), 0);
	CHECK_STR(getenv("LIBCA_EMPTY"), "");
	CHECK_INT(setenv("LIBCA_SIGN", "a=b=c", 1), 0);
	CHECK_STR(getenv("LIBCA_SIGN"), "a=b=c");
	return check_status();
}
