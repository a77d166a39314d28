/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.4.2 atexit, 7.22.4.4 exit: registered functions run in reverse order, also those registered by them, before streams are flushed. */
#define _XOPEN_SOURCE 700
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "exit_order.tmp"

static char order[48];

static void note(char c)
{
	order[strlen(order)] = c;
}

static void late(void)
{
	note('L');
}

static void many(void)
{
	note('m');
}

/* Registered first: runs last, and its status is the program's */
static void last(void)
{
	struct stat st;

	CHECK_STR(order, "cLbmmmmmmmmmmmmmmmmmmmmmmmmmmmm");
	CHECK_INT(stat(NAME, &st), 0);
	CHECK_INT(st.st_size, 0);
	unlink(NAME);
	_exit(check_status());
}

static void b(void)
{
	note('b');
}

static void c(void)
{
	note('c');
	CHECK_INT(atexit(late), 0);
}

int main(void)
{
	FILE *f = fopen(NAME, "w");
	int i;

	REQUIRE(f);
	CHECK_INT(atexit(last), 0);
	for (i = 0; i < 28; i++)
		CHECK_INT(atexit(many), 0);
	CHECK_INT(atexit(b), 0);
	CHECK_INT(atexit(c), 0);
	fputs("not flushed yet", f);
	exit(1);
}
