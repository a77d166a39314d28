/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.4.3 tmpfile: each call another empty file, for reading and writing, that is gone when it is closed. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

int main(void)
{
	FILE *files[10];
	char text[16];
	struct stat st;
	int i;

	for (i = 0; i < 10; i++) {
		check_row("file", i);
		files[i] = tmpfile();
		REQUIRE(files[i]);
		CHECK_INT(getc(files[i]), EOF);
		CHECK(fprintf(files[i], "file %d", i) == 6);
	}
	for (i = 9; i >= 0; i--) {
		check_row("file", i);
		CHECK_INT(fflush(files[i]), 0);
		CHECK_INT(fstat(fileno(files[i]), &st), 0);
		CHECK_INT(st.st_size, 6);
		CHECK_INT(st.st_nlink, 0);
		rewind(files[i]);
		CHECK_PTR(fgets(text, sizeof(text), files[i]), text);
		CHECK_INT(text[5], '0' + i);
		CHECK_INT(fclose(files[i]), 0);
	}
	return check_status();
}
