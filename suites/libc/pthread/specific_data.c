/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_key_create, pthread_setspecific: null in every new thread, a value of its own, destructors with the old value, deleted keys */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <limits.h>
#include <stdint.h>

static pthread_key_t key, plain, deleted;
static int destroyed, destroyed_value_was, deleted_ran;

static void destroy(void *value)
{
	destroyed++;
	destroyed_value_was = *(int *)value;
	CHECK_PTR(pthread_getspecific(key), NULL); /* set to null before the call */
}

static void must_not_run(void *value)
{
	(void)value;
	deleted_ran = 1;
}

static void *sets(void *arg)
{
	CHECK_PTR(pthread_getspecific(key), NULL);
	CHECK_PTR(pthread_getspecific(plain), NULL);
	CHECK_INT(pthread_setspecific(key, arg), 0);
	CHECK_INT(pthread_setspecific(plain, arg), 0);
	CHECK_INT(pthread_setspecific(deleted, arg), 0);
	CHECK_PTR(pthread_getspecific(key), arg);
	CHECK_INT(pthread_key_delete(deleted), 0); /* runs no destructor, now or later */
	return NULL;
}

static void *sets_nothing(void *arg)
{
	CHECK_INT(pthread_setspecific(key, arg), 0);
	CHECK_INT(pthread_setspecific(key, NULL), 0); /* a null value has no destructor call */
	return NULL;
}

static void many_keys(void)
{
	pthread_key_t keys[100];

	CHECK(PTHREAD_KEYS_MAX >= 128);
	for (intptr_t i = 0; i < 100; i++) {
		REQUIRE(pthread_key_create(&keys[i], NULL) == 0);
		CHECK_PTR(pthread_getspecific(keys[i]), NULL);
		CHECK_INT(pthread_setspecific(keys[i], (void *)(i + 1)), 0);
	}
	for (intptr_t i = 0; i < 100; i++)
		CHECK_INT((intptr_t)pthread_getspecific(keys[i]), i + 1);
	for (int i = 0; i < 100; i++)
		CHECK_INT(pthread_key_delete(keys[i]), 0);
	REQUIRE(pthread_key_create(&keys[0], NULL) == 0);
	CHECK_PTR(pthread_getspecific(keys[0]), NULL); /* a key used again holds nothing old */
}

int main(void)
{
	int value = 17, own = 1;

	REQUIRE(pthread_key_create(&key, destroy) == 0);
	REQUIRE(pthread_key_create(&plain, NULL) == 0);
	REQUIRE(pthread_key_create(&deleted, must_not_run) == 0);
	CHECK_INT(pthread_setspecific(key, &own), 0);
	join_thread(start_thread(sets, &value));
	CHECK_INT(destroyed, 1);
	CHECK_INT(destroyed_value_was, 17);
	CHECK_INT(deleted_ran, 0);
	join_thread(start_thread(sets_nothing, &value));
	CHECK_INT(destroyed, 1);
	CHECK_PTR(pthread_getspecific(key), &own);
	CHECK_PTR(pthread_getspecific(plain), NULL);
	CHECK_INT(pthread_setspecific(key, NULL), 0);
	many_keys();
	return check_status();
}
