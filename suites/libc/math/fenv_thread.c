/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.6p2: the floating environment has thread storage duration and starts as that of the creating thread */
#define _XOPEN_SOURCE 700
#include "floats.h"
#include <pthread.h>
#include <sched.h>

static void *inherits(void *arg)
{
	(void)arg;
	CHECK_INT(fegetround(), FE_UPWARD);
	CHECK_LDBL(dv(1.0) / dv(3.0), 0x1.5555555555556p-2);
	CHECK_INT(fesetround(FE_DOWNWARD), 0);
	feraiseexcept(FE_DIVBYZERO);
	return NULL;
}

struct turn {
	int mode;
	double third;
};

static void *keeps_its_mode(void *arg)
{
	const struct turn *turn = arg;

	CHECK_INT(fesetround(turn->mode), 0);
	for (int i = 0; i < 200; i++) {
		if (dv(1.0) / dv(3.0) != turn->third || dv(-2.0) / dv(-6.0) != turn->third || fegetround() != turn->mode) {
			CHECK_LDBL(dv(1.0) / dv(3.0), turn->third);
			CHECK_INT(fegetround(), turn->mode);
			break;
		}
		sched_yield();
	}
	CHECK_INT(fetestexcept(FE_INEXACT), FE_INEXACT);
	return NULL;
}

static void many_at_once(void)
{
	static struct turn turns[] = {
		{FE_UPWARD, 0x1.5555555555556p-2}, {FE_DOWNWARD, 0x1.5555555555555p-2},
		{FE_UPWARD, 0x1.5555555555556p-2}, {FE_TONEAREST, 0x1.5555555555555p-2},
	};
	pthread_t threads[4];

	for (int i = 0; i < 4; i++)
		REQUIRE(pthread_create(&threads[i], NULL, keeps_its_mode, &turns[i]) == 0);
	for (int i = 0; i < 4; i++)
		CHECK_INT(pthread_join(threads[i], NULL), 0);
}

int main(void)
{
	pthread_t thread;

	fesetround(FE_UPWARD);
	feclearexcept(FE_ALL_EXCEPT);
	REQUIRE(pthread_create(&thread, NULL, inherits, NULL) == 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(fegetround(), FE_UPWARD); /* what the thread did stayed its own */
	CHECK_INT(fetestexcept(SERIOUS), 0);
	many_at_once();
	CHECK_INT(fegetround(), FE_UPWARD);
	return check_status();
}
