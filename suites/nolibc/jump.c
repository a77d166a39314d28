/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * setjmp, longjmp (ISO C11 7.13): results, many frames, registers of the caller,
 * use of one buffer more than once.
 */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/test.h>

static jmp_buf env;

static void __attribute__((noinline)) jump(int value)
{
	longjmp(env, value);
}

static int __attribute__((noinline)) result_of(int value)
{
	volatile int jumped = 0;
	int result = setjmp(env);

	if (!jumped) {
		jumped = 1;
		if (result)
			return -1000; /* the direct return is 0 */
		jump(value);
	}
	return result;
}

UK_TESTCASE(nolibc, setjmp_results)
{
	static const int values[] = {1, 2, -1, 255, 256, INT32_MAX, INT32_MIN};
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		UK_TEST_EXPECTF(result_of(values[i]) == values[i],
				"longjmp with %d returns it", values[i]);
}

UK_TESTCASE(nolibc, longjmp_zero_becomes_one)
{
	UK_TEST_EXPECT_SNUM_EQ(result_of(0), 1);
}

static int __attribute__((noinline)) descend(int depth)
{
	volatile char frame[64];

	frame[depth % 64] = (char)depth;
	if (depth < 0)
		return 0;
	if (!depth)
		jump(5);
	return descend(depth - 1) + frame[depth % 64];
}

UK_TESTCASE(nolibc, longjmp_over_frames)
{
	volatile int after = 0;
	int result = setjmp(env);

	if (!result) {
		descend(50);
		after = 1;
	}
	UK_TEST_EXPECT_SNUM_EQ(result, 5);
	UK_TEST_EXPECT_SNUM_EQ(after, 0);
}

UK_TESTCASE(nolibc, setjmp_in_a_loop)
{
	volatile int rounds = 0;
	int result = setjmp(env);

	rounds++;
	if (result < 20)
		jump(result + 1);
	UK_TEST_EXPECT_SNUM_EQ(result, 20);
	UK_TEST_EXPECT_SNUM_EQ(rounds, 21);
}

/* Twelve values that live across a call: more than there are registers for it */
static uint64_t __attribute__((noinline)) hold(const volatile uint64_t *v,
					       void (*volatile between)(void))
{
	const uint64_t a = v[0], b = v[1], c = v[2], d = v[3], e = v[4],
		       f = v[5], g = v[6], h = v[7], i = v[8], j = v[9],
		       k = v[10], l = v[11];

	between();
	return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h +
	       9 * i + 10 * j + 11 * k + 12 * l;
}

static void jump_with_one(void)
{
	jump(1);
}

static const uint64_t kept[12] = {11, 22, 33, 44, 55, 66, 77, 88, 99, 111, 122,
				  133};
static const uint64_t others[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

static void jump_out_of_others(void)
{
	if (!setjmp(env))
		(void)hold(others, jump_with_one);
}

UK_TESTCASE(nolibc, longjmp_restores_registers)
{
	uint64_t sum = 0;
	unsigned int i;

	for (i = 0; i < 12; i++)
		sum += (i + 1) * kept[i];
	UK_TEST_EXPECT_SNUM_EQ(hold(kept, jump_out_of_others), sum);
}

UK_TESTCASE(nolibc, setjmp_two_buffers)
{
	static jmp_buf outer;
	volatile int steps = 0;

	if (!setjmp(outer)) {
		if (!setjmp(env))
			jump(1);
		steps += 1;
		longjmp(outer, 1);
	}
	steps += 10;
	UK_TEST_EXPECT_SNUM_EQ(steps, 11);
}
