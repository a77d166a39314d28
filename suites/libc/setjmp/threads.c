/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.13 in threads: each thread jumps on its own stack while the others do, and thread-local data is unharmed */
#define _XOPEN_SOURCE 700
#include "threading.h"
#include <sched.h>
#include <setjmp.h>
#include <stdint.h>

static _Thread_local jmp_buf env;
static _Thread_local int own;

static void below(int depth, int value)
{
	volatile int local = depth;

	if (local == 0)
		longjmp(env, value);
	if (local > 0)
		below(depth - 1, value);
	CHECK(local < 0); /* nothing returns here */
}

static void *jumps(void *arg)
{
	volatile int n = 0;
	int id = (int)(intptr_t)arg;

	own = id;
	for (volatile int i = 1; i <= 100; i++) {
		int value = setjmp(env);

		if (value == 0) {
			if (n % 10 == 0)
				sched_yield();
			below(n % 7, id + 1);
		}
		n++;
		if (!CHECK_INT(value, id + 1) || !CHECK_INT(own, id))
			break;
	}
	CHECK_INT(n, 100);
	return NULL;
}

int main(void)
{
	pthread_t threads[4];

	for (intptr_t i = 0; i < 4; i++)
		threads[i] = start_thread(jumps, (void *)(i * 100));
	for (int i = 0; i < 4; i++)
		join_thread(threads[i]);
	return check_status();
}
