/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 fflush: an input stream that can seek gives back what it has read ahead; NULL flushes all output. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "fflush_input.tmp"

int main(void)
{
	int fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0600), other;
	FILE *f, *g;
	struct stat st;

	REQUIRE(fd >= 0);
	REQUIRE(write(fd, "0123456789", 10) == 10);
	REQUIRE(lseek(fd, 0, SEEK_SET) == 0);
	other = dup(fd);
	f = fdopen(fd, "r");
	REQUIRE(f && other >= 0);
	CHECK_INT(getc(f), '0');
	CHECK_INT(getc(f), '1');
	CHECK_INT(fflush(f), 0);
	CHECK_INT(lseek(other, 0, SEEK_CUR), 2);
	CHECK_INT(getc(f), '2');
	CHECK_INT(fflush(f), 0);
	CHECK_INT(fclose(f), 0);
	CHECK_INT(lseek(other, 0, SEEK_CUR), 3);
	f = fdopen(other, "w");
	g = fopen("fflush_second.tmp", "w");
	REQUIRE(f && g);
	fputs("abcdefghijkl", f);
	fputs("xy", g);
	CHECK_INT(fflush(NULL), 0);
	CHECK_INT(stat(NAME, &st), 0);
	CHECK_INT(st.st_size, 15);
	CHECK_INT(stat("fflush_second.tmp", &st), 0);
	CHECK_INT(st.st_size, 2);
	fclose(f);
	fclose(g);
	unlink(NAME);
	unlink("fflush_second.tmp");
	return check_status();
}
