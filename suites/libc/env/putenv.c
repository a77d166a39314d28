/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 putenv: the string itself becomes part of the environment, and changes with it; setenv() leaves it. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdlib.h>
#include <string.h>

int main(void)
{
	static char entry[] = "LIBCA_PUT=one", second[] = "LIBCA_PUT=3";

	CHECK_INT(putenv(entry), 0);
	CHECK_STR(getenv("LIBCA_PUT"), "one");
	CHECK_PTR(getenv("LIBCA_PUT"), entry + 10);
	memcpy(entry + 10, "two", 3);
	CHECK_STR(getenv("LIBCA_PUT"), "two");
	CHECK_INT(putenv(second), 0);
	CHECK_PTR(getenv("LIBCA_PUT"), second + 10);
	CHECK_INT(setenv("LIBCA_PUT", "set", 1), 0);
	CHECK_STR(getenv("LIBCA_PUT"), "set");
	CHECK_STR(second, "LIBCA_PUT=3");
	CHECK_STR(entry, "LIBCA_PUT=two");
	CHECK_INT(unsetenv("LIBCA_PUT"), 0);
	CHECK_PTR(getenv("LIBCA_PUT"), 0);
	CHECK_INT(putenv(entry), 0);
	CHECK_STR(getenv("LIBCA_PUT"), "two");
	return check_status();
}
