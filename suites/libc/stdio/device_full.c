/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 fflush, fclose, XBD /dev/full of the system: a write that fails is told by fflush() and fclose(), errno says ENOSPC. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <stdio.h>

int main(void)
{
	FILE *f = fopen("/dev/full", "w");

	if (!f)
		SKIP("there is no /dev/full");
	CHECK_INT(putc('x', f), 'x');
	errno = 0;
	CHECK_INT(fflush(f), EOF);
	CHECK_INT(errno, ENOSPC);
	CHECK(ferror(f) != 0);
	clearerr(f);
	fclose(f);

	f = fopen("/dev/full", "w");
	REQUIRE(f);
	CHECK(fputs("text", f) >= 0);
	errno = 0;
	CHECK_INT(fclose(f), EOF);
	CHECK_INT(errno, ENOSPC);

	f = fopen("/dev/full", "w");
	REQUIRE(f);
	setbuf(f, NULL);
	errno = 0;
	CHECK_INT(putc('x', f), EOF);
	CHECK_INT(errno, ENOSPC);
	CHECK(ferror(f) != 0);
	fclose(f);
	return check_status();
}
