/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 strtol, strtoul: a base that is not supported gives 0 and EINVAL. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

int main(void)
{
	static const int bases[] = { 1, 37, 256, -1, -10, INT_MAX, INT_MIN };
	size_t i;

	for (i = 0; i < sizeof(bases) / sizeof(*bases); i++) {
		check_row("base", bases[i]);
		errno = 0;
		CHECK_INT(strtol("11", NULL, bases[i]), 0);
		CHECK_INT(errno, EINVAL);
		errno = 0;
		CHECK_UINT(strtoul("11", NULL, bases[i]), 0);
		CHECK_INT(errno, EINVAL);
		errno = 0;
		CHECK_INT(strtoll("11", NULL, bases[i]), 0);
		CHECK_INT(errno, EINVAL);
	}
	return check_status();
}
