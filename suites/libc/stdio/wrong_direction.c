/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.5.3, 7.21.7.1, 7.21.7.3: writing to a stream opened for reading, and the reverse, fails and sets the error mark. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <unistd.h>

#define NAME "wrong_direction.tmp"

int main(void)
{
	FILE *f = fopen(NAME, "w");
	char text[8];

	REQUIRE(f);
	fputs("data", f);
	fflush(f);
	CHECK_INT(fgetc(f), EOF);
	CHECK(ferror(f) != 0);
	CHECK(feof(f) == 0);
	clearerr(f);
	CHECK(ferror(f) == 0);
	CHECK_UINT(fread(text, 1, 4, f), 0);
	CHECK(ferror(f) != 0);
	fclose(f);

	f = fopen(NAME, "r");
	REQUIRE(f);
	CHECK_INT(fputc('x', f), EOF);
	CHECK(ferror(f) != 0);
	clearerr(f);
	CHECK(fputs("more", f) == EOF);
	CHECK_UINT(fwrite("more", 1, 4, f), 0);
	CHECK(fprintf(f, "%d", 5) < 0);
	CHECK(ferror(f) != 0);
	clearerr(f);
	CHECK_INT(fgetc(f), 'd');
	fclose(f);
	unlink(NAME);
	return check_status();
}
