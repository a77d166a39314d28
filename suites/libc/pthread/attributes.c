/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_attr_*: defaults, what is set is read back, invalid values, a stack and a stack size of one's own */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <limits.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define OWN_STACK (256 * 1024)

static void *address_of_local(void *arg)
{
	volatile char local[4096];

	for (unsigned i = 0; i < sizeof(local); i += 512)
		local[i] = (char)i;
	*(uintptr_t *)arg = (uintptr_t)&local[0];
	return NULL;
}

static void own_stack(void)
{
	pthread_attr_t attr;
	pthread_t thread;
	void *stack = NULL, *got = NULL;
	uintptr_t local = 0;
	size_t size = 0;

	REQUIRE(posix_memalign(&stack, 65536, OWN_STACK) == 0);
	CHECK_INT(pthread_attr_init(&attr), 0);
	CHECK_INT(pthread_attr_setstack(&attr, stack, OWN_STACK), 0);
	CHECK_INT(pthread_attr_getstack(&attr, &got, &size), 0);
	CHECK_PTR(got, stack);
	CHECK_UINT(size, OWN_STACK);
	REQUIRE(pthread_create(&thread, &attr, address_of_local, &local) == 0);
	join_thread(thread);
	CHECK(local >= (uintptr_t)stack && local < (uintptr_t)stack + OWN_STACK);
	CHECK_INT(pthread_attr_destroy(&attr), 0);
	free(stack);
}

static void *deep(void *arg)
{
	volatile char space[900 * 1024];

	for (size_t i = 0; i < sizeof(space); i += 4096)
		space[sizeof(space) - 1 - i] = 1;
	*(int *)arg = space[sizeof(space) - 1];
	return NULL;
}

static void stack_size(void)
{
	pthread_attr_t attr;
	pthread_t thread;
	size_t size = 0;
	int touched = 0;

	CHECK_INT(pthread_attr_init(&attr), 0);
	CHECK_INT(pthread_attr_setstacksize(&attr, 1024 * 1024), 0);
	CHECK_INT(pthread_attr_getstacksize(&attr, &size), 0);
	CHECK_UINT(size, 1024 * 1024);
	CHECK_INT(pthread_attr_setstacksize(&attr, 1), EINVAL);
	REQUIRE(pthread_create(&thread, &attr, deep, &touched) == 0);
	join_thread(thread);
	CHECK_INT(touched, 1);
	CHECK_INT(pthread_attr_setguardsize(&attr, 16384), 0);
	CHECK_INT(pthread_attr_getguardsize(&attr, &size), 0);
	CHECK_UINT(size, 16384);
	CHECK_INT(pthread_attr_destroy(&attr), 0);
}

static void scheduling(void)
{
	pthread_attr_t attr;
	struct sched_param param = {.sched_priority = 0};
	int value = -1;

	CHECK_INT(pthread_attr_init(&attr), 0);
	CHECK_INT(pthread_attr_setinheritsched(&attr, PTHREAD_EXPLICIT_SCHED), 0);
	CHECK_INT(pthread_attr_getinheritsched(&attr, &value), 0);
	CHECK_INT(value, PTHREAD_EXPLICIT_SCHED);
	CHECK_INT(pthread_attr_setschedpolicy(&attr, SCHED_OTHER), 0);
	CHECK_INT(pthread_attr_getschedpolicy(&attr, &value), 0);
	CHECK_INT(value, SCHED_OTHER);
	CHECK_INT(pthread_attr_setschedparam(&attr, &param), 0);
	CHECK_INT(pthread_attr_getschedparam(&attr, &param), 0);
	CHECK_INT(param.sched_priority, 0);
	CHECK_INT(pthread_attr_getscope(&attr, &value), 0);
	CHECK_INT(pthread_attr_destroy(&attr), 0);
}

int main(void)
{
	own_stack();
	stack_size();
	scheduling();
	return check_status();
}
