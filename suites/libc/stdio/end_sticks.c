/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.7.1 paragraph 3, 7.21.10.1 clearerr: the end mark stays until it is cleared, also when there is more to read. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <unistd.h>

int main(void)
{
	FILE *f;
	int ends[2];
	char byte;

	REQUIRE(pipe(ends) == 0);
	f = fdopen(ends[0], "r");
	REQUIRE(f);
	REQUIRE(write(ends[1], "a", 1) == 1);
	CHECK_INT(getc(f), 'a');
	CHECK(feof(f) == 0);
	close(ends[1]);
	CHECK_INT(getc(f), EOF);
	CHECK(feof(f) != 0);
	CHECK(ferror(f) == 0);
	CHECK_INT(getc(f), EOF);
	CHECK_UINT(fread(&byte, 1, 1, f), 0);
	clearerr(f);
	CHECK(feof(f) == 0);
	CHECK_INT(getc(f), EOF);
	CHECK(feof(f) != 0);
	CHECK_INT(fclose(f), 0);

	f = fopen("end_sticks.tmp", "w+");
	REQUIRE(f);
	fputs("x", f);
	rewind(f);
	CHECK_INT(getc(f), 'x');
	CHECK_INT(getc(f), EOF);
	CHECK(feof(f) != 0);
	/* Another writer adds to the file: the mark is still there */
	REQUIRE(write(fileno(f), "y", 1) == 1);
	REQUIRE(lseek(fileno(f), 1, SEEK_SET) == 1);
	CHECK_INT(getc(f), EOF);
	clearerr(f);
	CHECK_INT(getc(f), 'y');
	fclose(f);
	remove("end_sticks.tmp");
	return check_status();
}
