/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.7.1 fgetc: "If the end-of-file indicator for the input stream is set ... returns EOF", also if the file has grown since */
#define _XOPEN_SOURCE 700
#include "files.h"

int main(void)
{
	char line[20] = "untouched";
	FILE *f;
	int fd;

	files_enter();
	files_put("file", "one");
	REQUIRE((f = fopen("file", "r")) != NULL);
	REQUIRE((fd = open("file", O_WRONLY | O_APPEND)) >= 0);
	CHECK_PTR(fgets(line, sizeof(line), f), line);
	CHECK_STR(line, "one");
	CHECK(feof(f));
	CHECK_INT(write(fd, "two", 3), 3);
	CHECK_INT(fgetc(f), EOF);
	strcpy(line, "untouched");
	CHECK_PTR(fgets(line, sizeof(line), f), NULL);
	CHECK_STR(line, "untouched"); /* 7.21.7.2p3: unchanged at the end of file */
	CHECK_UINT(fread(line, 1, 3, f), 0);
	clearerr(f);
	CHECK(!feof(f));
	CHECK_INT(fgetc(f), 't');
	CHECK_INT(ungetc('T', f), 'T');
	CHECK_PTR(fgets(line, sizeof(line), f), line);
	CHECK_STR(line, "Two");
	CHECK_INT(fgetc(f), EOF);
	CHECK_INT(ungetc('x', f), 'x'); /* 7.21.7.10: clears the indicator */
	CHECK(!feof(f));
	CHECK_INT(fgetc(f), 'x');
	CHECK_INT(fclose(f), 0);
	return check_status();
}
