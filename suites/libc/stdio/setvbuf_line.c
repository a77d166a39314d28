/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.3 paragraph 3, 7.21.5.6: a line buffered stream goes out at each new line, an unbuffered one at once. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int ends[2];

/* What has arrived in the pipe so far */
static const char *arrived(void)
{
	static char text[64];
	ssize_t len = read(ends[0], text, sizeof(text) - 1);

	text[len > 0 ? len : 0] = 0;
	return text;
}

static FILE *writer(int mode)
{
	FILE *f;

	REQUIRE(pipe(ends) == 0);
	REQUIRE(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0);
	f = fdopen(ends[1], "w");
	REQUIRE(f);
	CHECK_INT(setvbuf(f, NULL, mode, mode == _IONBF ? 0 : 1024), 0);
	return f;
}

static void finish(FILE *f, const char *last)
{
	CHECK_INT(fclose(f), 0);
	CHECK_STR(arrived(), last);
	close(ends[0]);
}

int main(void)
{
	FILE *f = writer(_IOLBF);

	fputs("part", f);
	CHECK_STR(arrived(), "");
	fputs(" one\n", f);
	CHECK_STR(arrived(), "part one\n");
	fputs("two\nthr", f);
	/* At least the whole lines */
	CHECK_MEM(arrived(), "two\n", 4);
	putc('\n', f);
	CHECK(strchr(arrived(), '\n') != NULL);
	finish(f, "");
	f = writer(_IOFBF);
	fputs("a\nb\n", f);
	CHECK_STR(arrived(), "");
	fflush(f);
	CHECK_STR(arrived(), "a\nb\n");
	putc('z', f);
	finish(f, "z");
	f = writer(_IONBF);
	putc('1', f);
	CHECK_STR(arrived(), "1");
	fprintf(f, "%s-%d", "two", 3);
	CHECK_STR(arrived(), "two-3");
	finish(f, "");
	return check_status();
}
