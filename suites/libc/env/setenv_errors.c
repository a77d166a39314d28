/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 setenv, unsetenv: EINVAL for an empty name and one with an equals sign. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <stdlib.h>

int main(void)
{
	static const char *const names[] = { "", "=", "A=B", "A=", "=A" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		check_row("name", (intmax_t)i);
		errno = 0;
		CHECK_INT(setenv(names[i], "value", 1), -1);
		CHECK_INT(errno, EINVAL);
		errno = 0;
		CHECK_INT(unsetenv(names[i]), -1);
		CHECK_INT(errno, EINVAL);
	}
	CHECK_PTR(getenv("A"), 0);
	return check_status();
}
