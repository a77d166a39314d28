/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_atfork: handlers can be registered, any of them null, and do not run without a fork */
#define _XOPEN_SOURCE 700
#include "threading.h"

static int calls;

static void called(void)
{
	calls++;
}

int main(void)
{
	CHECK_INT(pthread_atfork(called, called, called), 0);
	CHECK_INT(pthread_atfork(NULL, NULL, NULL), 0);
	CHECK_INT(pthread_atfork(called, NULL, NULL), 0);
	CHECK_INT(pthread_atfork(NULL, NULL, called), 0);
	for (int i = 0; i < 40; i++)
		CHECK_INT(pthread_atfork(NULL, called, NULL), 0);
	CHECK_INT(calls, 0);
	return check_status();
}
