/* SPDX-License-Identifier: BSD-3-Clause */
/* ISO C11 7.13.1.1 setjmp, 7.13.2.1 longjmp: the value, 0 becomes 1, from deep below, volatile and unchanged variables keep their values */
#include "check.h"
#include <setjmp.h>

static jmp_buf env;
static int depth_reached;

static void jump_from(int depth, int value)
{
	depth_reached = depth;
	if (depth == 0)
		longjmp(env, value);
	if (depth > 0)
		jump_from(depth - 1, value);
	CHECK(depth < 0); /* nothing returns here */
}

static int value_of(int value)
{
	switch (setjmp(env)) {
	case 0:
		longjmp(env, value);
	case 1:
		return 1;
	case -5:
		return -5;
	case 77:
		return 77;
	default:
		return 0;
	}
}

static void variables(void)
{
	volatile int changed = 1;
	int unchanged = 2;
	volatile double x = 1.5;

	if (setjmp(env) == 0) {
		changed = 11;
		x = 2.5;
		jump_from(30, 1);
	}
	CHECK_INT(changed, 11);
	CHECK_INT(unchanged, 2);
	CHECK_DBL(x, 2.5);
	CHECK_INT(depth_reached, 0);
}

static void many_times(void)
{
	volatile int n = 0;

	if (setjmp(env) < 500) { /* one buffer, used again and again */
		n++;
		longjmp(env, n);
	}
	CHECK_INT(n, 500);
}

static void two_buffers(void)
{
	jmp_buf inner;
	volatile int order = 0;

	if (setjmp(env) == 0) {
		if (setjmp(inner) == 0)
			longjmp(inner, 1);
		order = order * 10 + 1;
		longjmp(env, 1);
	}
	order = order * 10 + 2;
	CHECK_INT(order, 12);
}

int main(void)
{
	CHECK_INT(value_of(0), 1);
	CHECK_INT(value_of(1), 1);
	CHECK_INT(value_of(-5), -5);
	CHECK_INT(value_of(77), 77);
	variables();
	many_times();
	two_buffers();
	return check_status();
}
