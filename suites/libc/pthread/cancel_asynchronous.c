/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XSH 2.9.5.1 asynchronous cancelability: a thread that only computes can be cancelled, and its cleanup handler runs */
#define _XOPEN_SOURCE 700
#include "threading.h"

static volatile int started, cleaned;
static volatile unsigned long turns;

static void clean(void *arg)
{
	cleaned = *(int *)arg;
}

static void *computes(void *arg)
{
	int old = -1;

	pthread_cleanup_push(clean, arg);
	CHECK_INT(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &old), 0);
	CHECK_INT(old, PTHREAD_CANCEL_DEFERRED);
	started = 1;
	for (;;)
		turns++;
	pthread_cleanup_pop(0);
	return NULL;
}

static void *switches_with_a_request_pending(void *arg)
{
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
	pthread_cancel(pthread_self());
	pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
	*(volatile int *)arg = 1;
	pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL); /* may act here at once */
	for (;;)
		pthread_testcancel();
	return NULL;
}

int main(void)
{
	int mark = 7, reached = 0;
	pthread_t thread = start_thread(computes, &mark);

	while (!started)
		sleep_ms(1);
	CHECK_INT(pthread_cancel(thread), 0);
	CHECK_PTR(join_thread(thread), PTHREAD_CANCELED);
	CHECK_INT(cleaned, 7);
	CHECK_PTR(join_thread(start_thread(switches_with_a_request_pending, &reached)), PTHREAD_CANCELED);
	CHECK_INT(reached, 1);
	return check_status();
}
