/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_exit: the process goes on after the initial thread's end, and ends with status 0 and atexit functions after the last */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <stdlib.h>
#include <unistd.h>

static pthread_t initial;
static int joined, cleaned;

static void clean(void *arg)
{
	(void)arg;
	cleaned = 1;
}

static void at_the_end(void)
{
	CHECK_INT(joined, 1);
	if (check_status() != 0)
		_exit(1);
}

static void *outlives(void *arg)
{
	(void)arg;
	CHECK_PTR(join_thread(initial), &joined);
	CHECK_INT(cleaned, 1);
	joined = 1;
	return NULL;
}

int main(void)
{
	REQUIRE(atexit(at_the_end) == 0);
	initial = pthread_self();
	start_thread(outlives, NULL);
	pthread_cleanup_push(clean, NULL);
	pthread_exit(&joined);
	pthread_cleanup_pop(0);
}
