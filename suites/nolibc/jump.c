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

/* Changes as many registers as the compiler will give it, then jumps */
static uint64_t __attribute__((noinline)) clobber_and_jump(volatile uint64_t *from)
{
	uint64_t a = from[0], b = from[1], c = from[2], d = from[3];
	uint64_t e = from[4], f = from[5], g = from[6], h = from[7];
	int i;

	for (i = 0; i < 10; i++) {
		a += b ^ from[0];
		b += c ^ from[1];
		c += d ^ from[2];
		d += e ^ from[3];
		e += f ^ from[4];
		f += g ^ from[5];
		g += h ^ from[6];
		h += a ^ from[7];
	}
	from[0] = a ^ b ^ c ^ d ^ e ^ f ^ g ^ h;
	jump(1);
	return a + b + c + d + e + f + g + h;
}

/*
 * Values that are alive across setjmp in the caller, unchanged since, so that
 * the standard (7.13.2.1 paragraph 3) promises them, in registers or not
 */
static uint64_t __attribute__((noinline)) keeps_registers(volatile uint64_t *v)
{
	const uint64_t a = v[0], b = v[1], c = v[2], d = v[3];
	const uint64_t e = v[4], f = v[5], g = v[6], h = v[7];

	if (!setjmp(env))
		clobber_and_jump(v);
	return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h;
}

static uint64_t __attribute__((noinline)) call_around(volatile uint64_t *v)
{
	/* alive in callee-saved registers of this frame */
	const uint64_t a = v[0], b = v[1], c = v[2], d = v[3], e = v[4];
	uint64_t inner = keeps_registers(v);

	return inner ^ (a * 3 + b * 5 + c * 7 + d * 11 + e * 13);
}

UK_TESTCASE(nolibc, longjmp_restores_registers)
{
	volatile uint64_t v[8] = {11, 22, 33, 44, 55, 66, 77, 88};
	uint64_t sum = 11 + 2 * 22 + 3 * 33 + 4 * 44 + 5 * 55 + 6 * 66 + 7 * 77
		       + 8 * 88;
	uint64_t around = 11 * 3 + 22 * 5 + 33 * 7 + 44 * 11 + 55 * 13;

	UK_TEST_EXPECT_SNUM_EQ(call_around(v), sum ^ around);
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
