/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.5.3 paragraph 7: reading and writing by turns in one stream, with positioning or a flush in between. */
#include "check.h"

#include <stdio.h>

int main(void)
{
	FILE *f = tmpfile();
	char text[300];
	int i;

	REQUIRE(f);
	for (i = 0; i < 256; i++)
		putc('.', f);
	for (i = 0; i < 256; i += 16) {
		check_row("position", i);
		REQUIRE(fseek(f, i, SEEK_SET) == 0);
		CHECK_INT(getc(f), '.');
		REQUIRE(fseek(f, 0, SEEK_CUR) == 0);
		CHECK_INT(putc('W', f), 'W');
		CHECK_INT(fflush(f), 0);
		CHECK_INT(getc(f), '.');
		CHECK_INT(ftell(f), i + 3);
	}
	check_row(NULL, 0);
	rewind(f);
	CHECK_UINT(fread(text, 1, sizeof(text), f), 256);
	for (i = 0; i < 256; i++) {
		check_row("byte", i);
		CHECK_INT(text[i], i % 16 == 1 ? 'W' : '.');
	}
	/* After the end has been met, writing may follow at once */
	CHECK(fputs("end", f) >= 0);
	rewind(f);
	CHECK_UINT(fread(text, 1, sizeof(text), f), 259);
	fclose(f);
	return check_status();
}
