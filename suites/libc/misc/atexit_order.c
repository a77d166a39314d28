/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.4.2 atexit, 7.22.4.4 exit: in reverse order, those registered while they run next, streams are flushed after them */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char trace[20];

static void note(char c)
{
	size_t n = strlen(trace);

	trace[n] = c;
	trace[n + 1] = '\0';
}

static void a(void) { note('a'); }
static void b(void) { note('b'); }
static void late(void) { note('l'); }

static void registers_another(void)
{
	note('r');
	CHECK_INT(atexit(late), 0); /* called before those registered earlier */
}

/* Registered first, so called last: judges the rest. */
static void judge(void)
{
	CHECK_STR(trace, "brlaa");
	if (check_status() != 0)
		_exit(1);
}

int main(void)
{
	REQUIRE(atexit(judge) == 0);
	CHECK_INT(atexit(a), 0);
	CHECK_INT(atexit(a), 0); /* twice: called twice */
	CHECK_INT(atexit(registers_another), 0);
	CHECK_INT(atexit(b), 0);
	exit(check_status());
}
