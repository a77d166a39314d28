/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.4.4p3 exit, 7.21.5.2 fflush(NULL): atexit functions may still write to streams, which are not flushed before them */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static FILE *stream;
static int ends[2];

static void writes_more(void)
{
	fputs(" and more", stream);
}

static void flushes_and_judges(void)
{
	char text[40] = "";

	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	CHECK_INT(read(ends[0], text, sizeof(text)), -1); /* still in the buffer */
	CHECK_INT(fflush(NULL), 0);
	CHECK_INT(read(ends[0], text, sizeof(text)), 13);
	CHECK_MEM(text, "text and more", 13);
	if (check_status() != 0)
		_exit(1);
}

int main(void)
{
	REQUIRE(pipe(ends) == 0);
	stream = fdopen(ends[1], "w");
	REQUIRE(stream != NULL);
	REQUIRE(atexit(flushes_and_judges) == 0);
	REQUIRE(atexit(writes_more) == 0);
	CHECK(fputs("text", stream) >= 0);
	return check_status();
}
