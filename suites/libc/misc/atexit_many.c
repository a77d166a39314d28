/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.4.2p3 "at least 32 functions": here 400 of them, all called, in reverse order of registration */
#include "check.h"
#include <stdlib.h>

#define COUNT 400

static int calls, wrong;

static void even(void)
{
	wrong += calls % 2 != 1;
	calls++;
}

static void odd(void)
{
	wrong += calls % 2 != 0;
	calls++;
}

static void judge(void)
{
	CHECK_INT(calls, COUNT);
	CHECK_INT(wrong, 0);
	if (check_status() != 0)
		_Exit(1);
}

int main(void)
{
	REQUIRE(atexit(judge) == 0);
	for (int i = 0; i < COUNT; i++)
		REQUIRE(atexit(i % 2 ? odd : even) == 0);
	return check_status();
}
