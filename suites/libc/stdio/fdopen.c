/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 fdopen, fileno: a stream over a file descriptor starts at its position; fclose() closes the descriptor. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME "fdopen.tmp"

int main(void)
{
	int fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0600);
	char text[16] = "";
	FILE *f;

	REQUIRE(fd >= 0);
	REQUIRE(write(fd, "0123456789", 10) == 10);
	REQUIRE(lseek(fd, 4, SEEK_SET) == 4);
	f = fdopen(fd, "r+");
	REQUIRE(f);
	CHECK_INT(fileno(f), fd);
	CHECK_INT(ftell(f), 4);
	CHECK_INT(getc(f), '4');
	CHECK_INT(fseek(f, 0, SEEK_CUR), 0);
	CHECK_INT(putc('X', f), 'X');
	CHECK_INT(fclose(f), 0);
	errno = 0;
	CHECK_INT(fcntl(fd, F_GETFD), -1);
	CHECK_INT(errno, EBADF);
	fd = open(NAME, O_RDONLY);
	REQUIRE(read(fd, text, 15) == 10);
	CHECK_STR(text, "01234X6789");
	/* "w" does not truncate what is open already */
	close(fd);
	fd = open(NAME, O_WRONLY);
	f = fdopen(fd, "w");
	REQUIRE(f);
	fputs("ab", f);
	fclose(f);
	fd = open(NAME, O_RDONLY);
	REQUIRE(read(fd, text, 15) == 10);
	CHECK_STR(text, "ab234X6789");
	/* "a" appends */
	close(fd);
	f = fdopen(open(NAME, O_WRONLY | O_APPEND), "a");
	REQUIRE(f);
	fputs("end", f);
	fclose(f);
	f = fopen(NAME, "r");
	REQUIRE(f);
	CHECK_PTR(fgets(text, sizeof(text), f), text);
	CHECK_STR(text, "ab234X6789end");
	fclose(f);
	CHECK_INT(fileno(stdin), 0);
	CHECK_INT(fileno(stdout), 1);
	CHECK_INT(fileno(stderr), 2);
	unlink(NAME);
	return check_status();
}
