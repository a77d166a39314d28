/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX ftello, fopen "a": the position with unflushed data in append mode was counted from the wrong place */
#define _XOPEN_SOURCE 700
#include "files.h"

int main(void)
{
	char text[40] = "";
	FILE *f;

	files_enter();
	files_put("file", "0123456789");
	REQUIRE((f = fopen("file", "a")) != NULL);
	CHECK(fputs("abc", f) >= 0);
	CHECK_INT(ftello(f), 13);
	CHECK_INT(fflush(f), 0);
	CHECK_INT(ftello(f), 13);
	CHECK(fputs("d", f) >= 0);
	CHECK_INT(ftello(f), 14);
	CHECK_INT(fclose(f), 0);
	REQUIRE((f = fopen("file", "a+")) != NULL);
	CHECK_INT(fseeko(f, 2, SEEK_SET), 0);
	CHECK_INT(fgetc(f), '2');
	CHECK_INT(fseeko(f, 0, SEEK_CUR), 0);
	CHECK(fputs("end", f) >= 0); /* at the end, wherever the position was */
	CHECK_INT(fflush(f), 0);
	CHECK_INT(ftello(f), 17);
	rewind(f);
	CHECK_UINT(fread(text, 1, sizeof(text) - 1, f), 17);
	CHECK_STR(text, "0123456789abcdend");
	CHECK_INT(fclose(f), 0);
	return check_status();
}
