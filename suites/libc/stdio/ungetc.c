/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.7.10 ungetc: one byte goes back always, also at the end; positions follow; the file does not change. */
#include "check.h"

#include <stdio.h>

int main(void)
{
	FILE *f = tmpfile();
	char text[16];

	REQUIRE(f);
	fputs("abc", f);
	rewind(f);
	CHECK_INT(getc(f), 'a');
	CHECK_INT(ungetc('X', f), 'X');
	CHECK_INT(ftell(f), 0);
	CHECK_INT(getc(f), 'X');
	CHECK_INT(getc(f), 'b');
	CHECK_INT(ungetc(EOF, f), EOF);
	CHECK_INT(getc(f), 'c');
	CHECK_INT(getc(f), EOF);
	CHECK(feof(f) != 0);
	CHECK_INT(ungetc('Y', f), 'Y');
	CHECK(feof(f) == 0);
	CHECK_INT(getc(f), 'Y');
	CHECK_INT(getc(f), EOF);
	CHECK(feof(f) != 0);
	/* 0xff goes back as a byte, not as EOF */
	rewind(f);
	getc(f);
	CHECK_INT(ungetc(0xff, f), 0xff);
	CHECK_INT(getc(f), 0xff);
	getc(f);
	ungetc('Z', f);
	CHECK_UINT(fread(text, 1, 2, f), 2);
	CHECK_MEM(text, "Zc", 2);
	/* Positioning forgets it */
	rewind(f);
	getc(f);
	ungetc('Q', f);
	CHECK_INT(fseek(f, 0, SEEK_SET), 0);
	CHECK_INT(getc(f), 'a');
	/* Before the first read of a stream */
	rewind(f);
	fflush(f);
	CHECK_INT(fseek(f, 1, SEEK_SET), 0);
	CHECK_INT(ungetc('P', f), 'P');
	CHECK_INT(ftell(f), 0);
	CHECK_INT(getc(f), 'P');
	CHECK_INT(getc(f), 'b');
	rewind(f);
	CHECK_PTR(fgets(text, sizeof(text), f), text);
	CHECK_STR(text, "abc");
	fclose(f);
	return check_status();
}
