/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.7.10 ungetc, 7.29.3.10 ungetwc: pushing back before anything was read, and with a buffer of one byte, wrote in front of it */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <wchar.h>

static void bytes(int mode, char *buffer, size_t size)
{
	FILE *f = fopen("file", "r");

	REQUIRE(f != NULL);
	CHECK_INT(setvbuf(f, buffer, mode, size), 0);
	CHECK_INT(ungetc('X', f), 'X');
	CHECK_INT(fgetc(f), 'X');
	CHECK_INT(fgetc(f), 'a');
	CHECK_INT(ungetc('Y', f), 'Y');
	CHECK_INT(fgetc(f), 'Y');
	CHECK_INT(fgetc(f), 'b');
	CHECK_INT(ungetc(EOF, f), EOF); /* does nothing */
	CHECK_INT(fgetc(f), 'c');
	CHECK_INT(fgetc(f), EOF);
	CHECK_INT(ungetc('Z', f), 'Z');
	CHECK_INT(fgetc(f), 'Z');
	CHECK_INT(fgetc(f), EOF);
	CHECK_INT(fclose(f), 0);
}

static void wide(void)
{
	FILE *f = fopen("file", "r");

	REQUIRE(f != NULL);
	CHECK_INT(ungetwc(L'W', f), L'W');
	CHECK_INT(fgetwc(f), L'W');
	CHECK_INT(fgetwc(f), L'a');
	CHECK_INT(ungetwc(WEOF, f), WEOF);
	CHECK_INT(fgetwc(f), L'b');
	CHECK_INT(fclose(f), 0);
}

int main(void)
{
	static char room[66];

	files_enter();
	files_put("file", "abc");
	memset(room, '#', sizeof(room));
	bytes(_IOFBF, NULL, BUFSIZ);
	bytes(_IONBF, NULL, 0);
	bytes(_IOFBF, room + 1, 64);
	CHECK_INT(room[0], '#');
	CHECK_INT(room[65], '#');
	wide();
	return check_status();
}
