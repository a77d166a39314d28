/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.9.1 fgetpos, 7.21.9.3 fsetpos: a position is found again, the end mark and pushed back bytes go. */
#include "check.h"

#include <stdio.h>

int main(void)
{
	FILE *f = tmpfile();
	fpos_t start, middle, end;
	int i;

	REQUIRE(f);
	CHECK_INT(fgetpos(f, &start), 0);
	for (i = 0; i < 5000; i++)
		fprintf(f, "%d ", i);
	CHECK_INT(fgetpos(f, &end), 0);
	rewind(f);
	for (i = 0; i < 2500; i++)
		REQUIRE(fscanf(f, "%*d") == 0);
	CHECK_INT(fgetpos(f, &middle), 0);
	CHECK_INT(fsetpos(f, &end), 0);
	CHECK_INT(getc(f), EOF);
	CHECK(feof(f) != 0);
	CHECK_INT(fsetpos(f, &middle), 0);
	CHECK(feof(f) == 0);
	CHECK_INT(fscanf(f, "%d", &i), 1);
	CHECK_INT(i, 2500);
	CHECK_INT(ungetc('Q', f), 'Q');
	CHECK_INT(fsetpos(f, &start), 0);
	CHECK_INT(getc(f), '0');
	CHECK_INT(fsetpos(f, &middle), 0);
	CHECK_INT(fscanf(f, "%d", &i), 1);
	CHECK_INT(i, 2500);
	fclose(f);
	return check_status();
}
