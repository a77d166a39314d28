/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX drand48, lrand48, mrand48 and kin: X(n+1) = (0x5DEECE66D X(n) + 0xB) mod 2^48 exactly; ranges, seeds, lcong48 */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <stdint.h>
#include <stdlib.h>

static uint64_t state;

static uint64_t next(void)
{
	return state = (state * 0x5DEECE66Du + 0xB) & 0xffffffffffffu;
}

static void after_seed(long seed)
{
	srand48(seed);
	state = (uint64_t)(uint32_t)seed << 16 | 0x330E;
	for (int i = 0; i < 50; i++) {
		CHECK_DBL(drand48(), (double)next() * 0x1p-48);
		CHECK_INT(lrand48(), (long)(next() >> 17));
		CHECK_INT(mrand48(), (long)(int32_t)(next() >> 16));
	}
}

static void own_buffer(void)
{
	unsigned short x[3] = {0x1234, 0x5678, 0x9abc};

	state = 0x9abc56781234u;
	for (int i = 0; i < 50; i++) {
		CHECK_DBL(erand48(x), (double)next() * 0x1p-48);
		CHECK_INT(nrand48(x), (long)(next() >> 17));
		CHECK_INT(jrand48(x), (long)(int32_t)(next() >> 16));
	}
	CHECK_UINT(x[0] | (uint64_t)x[1] << 16 | (uint64_t)x[2] << 32, state);
}

static void own_parameters(void)
{
	unsigned short seed[3] = {1, 0, 0}, param[7] = {5, 0, 0, 3, 0, 0, 7}, usual[7] = {9, 9, 9, 0xE66D, 0xDEEC, 5, 0xB}, *old;

	lcong48(param);
	CHECK_INT(lrand48(), 0); /* 3 * 5 + 7 = 22: below the bits that are used */
	for (int i = 0; i < 40; i++)
		lrand48();
	lcong48(usual);
	old = seed48(seed);
	CHECK(old && old[0] == 9 && old[2] == 9); /* the state before */
	state = 1;
	CHECK_INT(lrand48(), (long)(next() >> 17));
	CHECK_INT(mrand48(), (long)(int32_t)(next() >> 16));
}

int main(void)
{
	int negative = 0;

	after_seed(0);
	after_seed(1);
	after_seed(-123456789);
	own_buffer();
	own_parameters();
	for (int i = 0; i < 200; i++) {
		double d = drand48();

		CHECK(d >= 0.0 && d < 1.0);
		CHECK(lrand48() >= 0);
		negative += mrand48() < 0;
	}
	CHECK(negative > 50 && negative < 150);
	return check_status();
}
