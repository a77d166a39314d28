/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.4.3 at_quick_exit, 7.22.4.7 quick_exit: its own functions in reverse order, no atexit functions, then _Exit with the status */
#include "check.h"
#include <stdlib.h>

static int calls;

static void third(void)
{
	CHECK_INT(calls++, 0);
}

static void second(void)
{
	CHECK_INT(calls++, 1);
}

static void first(void)
{
	CHECK_INT(calls, 2);
	_Exit(check_status()); /* the status of the checks made here */
}

static void must_not_run(void)
{
	_Exit(3);
}

int main(void)
{
	CHECK_INT(atexit(must_not_run), 0);
	CHECK_INT(at_quick_exit(first), 0);
	CHECK_INT(at_quick_exit(second), 0);
	CHECK_INT(at_quick_exit(third), 0);
	quick_exit(4);
}
