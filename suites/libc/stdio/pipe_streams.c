/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 fdopen over pipe(): bytes go through in order; a pipe cannot seek; a lost reader is EPIPE. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
	int ends[2], number = 0;
	char line[64];
	FILE *in, *out;

	REQUIRE(pipe(ends) == 0);
	in = fdopen(ends[0], "r");
	out = fdopen(ends[1], "w");
	REQUIRE(in && out);
	for (int i = 0; i < 300; i++) {
		check_row("line", i);
		fprintf(out, "line %d\n", i);
		CHECK_INT(fflush(out), 0);
		REQUIRE(fgets(line, sizeof(line), in) == line);
		CHECK_INT(sscanf(line, "line %d", &number), 1);
		CHECK_INT(number, i);
	}
	check_row(NULL, 0);
	errno = 0;
	CHECK_INT(fseek(in, 0, SEEK_SET), -1);
	CHECK_INT(errno, ESPIPE);
	errno = 0;
	CHECK_INT(ftell(out), -1);
	CHECK_INT(errno, ESPIPE);
	CHECK_INT(fclose(in), 0);
	signal(SIGPIPE, SIG_IGN);
	CHECK_INT(putc('x', out), 'x');
	errno = 0;
	CHECK_INT(fflush(out), EOF);
	CHECK_INT(errno, EPIPE);
	CHECK(ferror(out) != 0);
	fclose(out);
	return check_status();
}
