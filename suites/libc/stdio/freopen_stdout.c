/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.21.5.4 freopen: standard output goes to a file, keeps its file descriptor; what was buffered before goes to the old one. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME "freopen_stdout.tmp"

int main(void)
{
	int saved = dup(1);
	char text[32] = "";
	FILE *f;

	REQUIRE(saved >= 0);
	REQUIRE(freopen(NAME, "w", stdout) == stdout);
	printf("%s %d", "captured", 42);
	puts("");
	CHECK_INT(fileno(stdout), 1);
	CHECK_INT(fflush(stdout), 0);
	CHECK_INT(dup2(saved, 1), 1);
	close(saved);
	f = fopen(NAME, "r");
	REQUIRE(f);
	CHECK_PTR(fgets(text, sizeof(text), f), text);
	CHECK_STR(text, "captured 42\n");
	fclose(f);
	remove(NAME);
	return check_status();
}
