/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_exit, XSH 2.9.5.3: handlers and destructors of an ending thread run whole, whatever cancellation points they pass */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <semaphore.h>

static pthread_key_t key;
static int handler_done, destructor_done;

static void passes_points(int *done)
{
	sleep_ms(1);
	pthread_testcancel();
	sleep_ms(1);
	(*done)++;
}

static void handler(void *arg)
{
	passes_points(arg);
}

static void destructor(void *value)
{
	passes_points(value);
}

static void *exits_with_a_request(void *arg)
{
	pthread_setspecific(key, &destructor_done);
	pthread_cleanup_push(handler, &handler_done);
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
	pthread_cancel(pthread_self());
	pthread_exit(arg);
	pthread_cleanup_pop(0);
	return NULL;
}

static void *is_cancelled(void *arg)
{
	pthread_setspecific(key, &destructor_done);
	pthread_cleanup_push(handler, &handler_done);
	pthread_cancel(pthread_self());
	pthread_testcancel();
	pthread_cleanup_pop(0);
	return arg;
}

int main(void)
{
	int object;

	REQUIRE(pthread_key_create(&key, destructor) == 0);
	CHECK_PTR(join_thread(start_thread(exits_with_a_request, &object)), &object);
	CHECK_INT(handler_done, 1);
	CHECK_INT(destructor_done, 1);
	CHECK_PTR(join_thread(start_thread(is_cancelled, &object)), PTHREAD_CANCELED);
	CHECK_INT(handler_done, 2);
	CHECK_INT(destructor_done, 2);
	return check_status();
}
