/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX lseek, fseeko, pread: offsets above 4 GiB lost their upper half on the way to the system */
#define _XOPEN_SOURCE 700
#define _FILE_OFFSET_BITS 64
#include "files.h"

#define GIB ((off_t)1 << 30)

int main(void)
{
	struct stat st;
	char text[4] = "";
	FILE *f;
	int fd;

	files_enter();
	REQUIRE((fd = open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(lseek(fd, 6 * GIB + 5, SEEK_SET), 6 * GIB + 5);
	CHECK_INT(write(fd, "x", 1), 1);
	CHECK_INT(pwrite(fd, "y", 1, 5 * GIB), 1);
	CHECK_INT(fstat(fd, &st), 0);
	CHECK_INT(st.st_size, 6 * GIB + 6);
	CHECK_INT(pread(fd, text, 2, 5 * GIB), 2);
	CHECK_MEM(text, "y\0", 2);
	CHECK_INT(pread(fd, text, 1, 5), 1);
	CHECK_INT(text[0], 0); /* nothing at the same place modulo 4 GiB */
	CHECK_INT(lseek(fd, -1, SEEK_END), 6 * GIB + 5);
	CHECK_INT(lseek(fd, -GIB, SEEK_CUR), 5 * GIB + 5);
	REQUIRE((f = fdopen(fd, "r+")) != NULL);
	CHECK_INT(fseeko(f, 6 * GIB + 5, SEEK_SET), 0);
	CHECK_INT(fgetc(f), 'x');
	CHECK_INT(ftello(f), 6 * GIB + 6);
	CHECK_INT(fgetc(f), EOF);
	CHECK_INT(fseeko(f, -1, SEEK_CUR), 0);
	CHECK_INT(fgetc(f), 'x');
	CHECK_INT(ftruncate(fd, 3 * GIB), 0);
	CHECK_INT(fseeko(f, 0, SEEK_END), 0);
	CHECK_INT(ftello(f), 3 * GIB);
	CHECK_INT(fclose(f), 0);
	return check_status();
}
