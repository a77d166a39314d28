/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_key_create: destructors run again for values that destructors set, at least PTHREAD_DESTRUCTOR_ITERATIONS times, after cleanup handlers */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <limits.h>
#include <stdint.h>

static pthread_key_t counting, chained_a, chained_b, stubborn;
static int runs, order, a_at, b_at, cleanup_at, stubborn_runs;

static void again_twice(void *value)
{
	intptr_t left = (intptr_t)value;

	runs++;
	if (left > 1)
		CHECK_INT(pthread_setspecific(counting, (void *)(left - 1)), 0);
}

static void sets_b(void *value)
{
	a_at = ++order;
	CHECK_INT(pthread_setspecific(chained_b, value), 0);
}

static void is_set_by_a(void *value)
{
	(void)value;
	b_at = ++order;
}

static void never_gives_up(void *value)
{
	stubborn_runs++;
	pthread_setspecific(stubborn, value);
}

static void cleans(void *arg)
{
	cleanup_at = ++order;
	CHECK_PTR(pthread_getspecific(chained_a), arg); /* still there */
}

static void *has_all(void *arg)
{
	pthread_setspecific(counting, (void *)3);
	pthread_setspecific(chained_a, arg);
	pthread_setspecific(stubborn, arg);
	pthread_cleanup_push(cleans, arg);
	pthread_exit(NULL);
	pthread_cleanup_pop(0);
	return NULL;
}

int main(void)
{
	int object;

	REQUIRE(pthread_key_create(&counting, again_twice) == 0);
	REQUIRE(pthread_key_create(&chained_a, sets_b) == 0);
	REQUIRE(pthread_key_create(&chained_b, is_set_by_a) == 0);
	REQUIRE(pthread_key_create(&stubborn, never_gives_up) == 0);
	join_thread(start_thread(has_all, &object));
	CHECK(PTHREAD_DESTRUCTOR_ITERATIONS >= 4);
	CHECK_INT(runs, 3);
	CHECK_INT(cleanup_at, 1);
	CHECK_INT(a_at, 2);
	CHECK_INT(b_at, 3);
	CHECK(stubborn_runs >= PTHREAD_DESTRUCTOR_ITERATIONS);
	return check_status();
}
