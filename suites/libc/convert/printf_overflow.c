/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 printf: a result longer than INT_MAX bytes is a failure with EOVERFLOW. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <stdio.h>

/* Not constant: compilers warn about results as long as these */
static const char *formats[] = {
	"%2147483648d",	  "%4294967297d",	 "%99999999999d",
	"ab%2147483648d", "%.4294967296d",	 "%.99999999999999999999d",
	"%-3000000000d",  "%99999999999999999999d",
};

int main(void)
{
	char out[16];
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		check_row("format", (intmax_t)i);
		errno = 0;
		CHECK(snprintf(out, sizeof(out), formats[i], 1) < 0);
		CHECK_INT(errno, EOVERFLOW);
		errno = 0;
		CHECK(snprintf(NULL, 0, formats[i], 1) < 0);
		CHECK_INT(errno, EOVERFLOW);
	}
	check_row(NULL, 0);
	CHECK_INT(snprintf(out, sizeof(out), "%s", "still fine"), 10);
	CHECK_STR(out, "still fine");
	return check_status();
}
