/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX raise: goes to the calling thread and is handled before it returns, while others start, end and raise signals as well */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <signal.h>

#define THREADS 4

static _Thread_local volatile sig_atomic_t own;

static void handler(int signo)
{
	(void)signo;
	own++;
}

static void *short_life(void *arg)
{
	raise(SIGUSR1);
	CHECK_INT(own, 1);
	return arg;
}

static void *raises(void *arg)
{
	for (int i = 1; i <= 100; i++) {
		raise(SIGUSR1);
		if (!CHECK_INT(own, i))
			break;
		if (i % 25 == 0)
			join_thread(start_thread(short_life, NULL));
	}
	return arg;
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};
	pthread_t threads[THREADS];

	REQUIRE(sigaction(SIGUSR1, &action, NULL) == 0);
	for (int i = 0; i < THREADS; i++)
		threads[i] = start_thread(raises, NULL);
	for (int i = 0; i < THREADS; i++)
		join_thread(threads[i]);
	CHECK_INT(own, 0);
	return check_status();
}
