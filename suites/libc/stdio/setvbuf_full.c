/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.3, 7.21.5.6 setvbuf: with full buffering nothing is written before the buffer is full or flushed. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "setvbuf_full.tmp"

static char buffer[4096];

static long size_now(void)
{
	struct stat st;

	REQUIRE(stat(NAME, &st) == 0);
	return (long)st.st_size;
}

int main(void)
{
	FILE *f = fopen(NAME, "w");
	int i;

	REQUIRE(f);
	CHECK_INT(setvbuf(f, buffer, _IOFBF, sizeof(buffer)), 0);
	CHECK(fputs("line\nline\n", f) >= 0);
	CHECK_INT(size_now(), 0);
	CHECK_INT(fflush(f), 0);
	CHECK_INT(size_now(), 10);
	for (i = 0; i < 1000; i++)
		putc('x', f);
	CHECK_INT(size_now(), 10);
	for (i = 0; i < 9000; i++)
		putc('y', f);
	CHECK(size_now() >= 4096);
	CHECK_INT(fclose(f), 0);
	CHECK_INT(size_now(), 10010);
	f = fopen(NAME, "w");
	REQUIRE(f);
	setbuf(f, NULL);
	putc('a', f);
	CHECK_INT(size_now(), 1);
	fputs("bc", f);
	CHECK_INT(size_now(), 3);
	fclose(f);
	unlink(NAME);
	return check_status();
}
