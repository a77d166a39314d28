/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.22.4.4 exit, POSIX exit: called by any thread it ends the process, whatever the others wait for */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER;

static void *blocks_on_mutex(void *arg)
{
	(void)arg;
	pthread_mutex_lock(&held);
	_exit(3);
}

static void *blocks_on_pause(void *arg)
{
	(void)arg;
	pause();
	_exit(4);
}

static void *spins(void *arg)
{
	for (volatile unsigned *n = arg;; ++*n)
		continue;
	return NULL;
}

static void *exits(void *arg)
{
	(void)arg;
	CHECK(1);
	exit(check_status());
}

int main(void)
{
	unsigned turns = 0;

	pthread_mutex_lock(&held);
	start_thread(blocks_on_mutex, NULL);
	start_thread(blocks_on_pause, NULL);
	start_thread(spins, &turns);
	start_thread(exits, NULL);
	for (;;)
		pause();
}
