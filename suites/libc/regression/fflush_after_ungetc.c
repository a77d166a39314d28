/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX fflush of an input stream, ungetc: the descriptor's offset becomes that of the stream, pushed back bytes are dropped */
#define _XOPEN_SOURCE 700
#include "files.h"

int main(void)
{
	FILE *f;
	int fd;

	files_enter();
	files_put("file", "0123456789");
	REQUIRE((f = fopen("file", "r")) != NULL);
	fd = fileno(f);
	CHECK_INT(fgetc(f), '0');
	CHECK_INT(fgetc(f), '1');
	CHECK_INT(fflush(f), 0);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 2); /* not as far as was read ahead */
	CHECK_INT(fgetc(f), '2');
	CHECK_INT(ungetc('2', f), '2');
	CHECK_INT(ftell(f), 2);
	CHECK_INT(fgetc(f), '2');
	CHECK_INT(ungetc('X', f), 'X');
	CHECK_INT(fseek(f, 5, SEEK_SET), 0); /* drops what was pushed back */
	CHECK_INT(fgetc(f), '5');
	CHECK_INT(ungetc('Y', f), 'Y');
	CHECK_INT(fgetc(f), 'Y');
	CHECK_INT(fgetc(f), '6');
	CHECK_INT(fclose(f), 0);
	return check_status();
}
