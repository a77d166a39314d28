/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Extended registers: saved, loaded, initial values.
 */
#include <string.h>
#include <uk/assert.h>
#include "suite.h"

#define THIRD_NEAREST 0x3fd5555555555555UL
#define THIRD_UP 0x3fd5555555555556UL
/* Towards plus infinity: 1 on arm64 (FPCR.RMode), 2 on x86_64 (MXCSR.RC) */
#ifdef CONFIG_ARCH_X86_64
#define ROUND_UP 2
#else
#define ROUND_UP 1
#endif

static __u64 in[CONTEXT_VECTORS_MAX][2], out[CONTEXT_VECTORS_MAX][2];

static void fill(__u64 seed)
{
	for (unsigned int i = 0; i < CONTEXT_VECTORS_MAX; i++) {
		in[i][0] = seed * (2 * i + 1);
		in[i][1] = ~in[i][0];
	}
}

UK_TESTCASE(context, extended_state_has_a_size_and_an_alignment)
{
	UK_TEST_EXPECT_SNUM_GE(ukarch_ectx_size(), 512);
	UK_TEST_EXPECT_SNUM_LE(ukarch_ectx_size(), sizeof(context_ectx_room[0]));
	UK_TEST_EXPECT(POWER_OF_2(ukarch_ectx_align()));
	UK_TEST_EXPECT_SNUM_GE(ukarch_ectx_align(), 16);
	UK_TEST_EXPECT_SNUM_LE(ukarch_ectx_align(), 64);
}

UK_TESTCASE(context, vector_registers_come_back)
{
	unsigned int count;

	fill(0x0123456789abcdefUL);
	context_vectors_load(in);
	ukarch_ectx_store(ECTX(0));
	memset(out, 0, sizeof(out));
	context_vectors_load(out);
	ukarch_ectx_load(ECTX(0));
	count = context_vectors_store(out);
	UK_TEST_EXPECT_BYTES_EQ(out, in, count * 16);
}

UK_TESTCASE(context, saving_keeps_the_registers)
{
	unsigned int count;

	fill(0x9e3779b97f4a7c15UL);
	context_vectors_load(in);
	ukarch_ectx_store(ECTX(0));
	count = context_vectors_store(out);
	UK_TEST_EXPECT_BYTES_EQ(out, in, count * 16);
}

UK_TESTCASE(context, two_states_do_not_mix)
{
	unsigned int count;

	fill(3);
	context_vectors_load(in);
	ukarch_ectx_store(ECTX(0));
	fill(5);
	context_vectors_load(in);
	ukarch_ectx_store(ECTX(1));
	ukarch_ectx_load(ECTX(0));
	count = context_vectors_store(out);
	fill(3);
	UK_TEST_EXPECT_BYTES_EQ(out, in, count * 16);
	ukarch_ectx_load(ECTX(1));
	context_vectors_store(out);
	fill(5);
	UK_TEST_EXPECT_BYTES_EQ(out, in, count * 16);
}

UK_TESTCASE(context, saving_does_not_write_beyond_the_size)
{
	__sz size = ukarch_ectx_size();

	memset(context_ectx_room, 0x77, sizeof(context_ectx_room));
	ukarch_ectx_store(ECTX(0));
	UK_TEST_EXPECT_SNUM_EQ(context_ectx_room[0][size], 0x77);
	UK_TEST_EXPECT_BYTES_EQ(&context_ectx_room[0][size],
				&context_ectx_room[1][size],
				sizeof(context_ectx_room[0]) - size);
	ukarch_ectx_init(ECTX(0));
	UK_TEST_EXPECT_SNUM_EQ(context_ectx_room[0][size], 0x77);
}

UK_TESTCASE(context, state_saved_over_garbage_can_be_loaded)
{
	unsigned int count;

	memset(context_ectx_room, 0xff, sizeof(context_ectx_room));
	fill(7);
	context_vectors_load(in);
	ukarch_ectx_store(ECTX(0));
	ukarch_ectx_load(ECTX(0));
	count = context_vectors_store(out);
	UK_TEST_EXPECT_BYTES_EQ(out, in, count * 16);
}

UK_TESTCASE(context, initial_state_is_zero_and_rounds_to_nearest)
{
	unsigned int count;

	fill(11);
	context_vectors_load(in);
	context_rounding_set(ROUND_UP);
	memset(context_ectx_room, 0xff, sizeof(context_ectx_room));
	ukarch_ectx_init(ECTX(0));
	ukarch_ectx_load(ECTX(0));
	UK_TEST_EXPECT_ZERO(context_rounding_get());
	count = context_vectors_store(out);
	memset(in, 0, sizeof(in));
	UK_TEST_EXPECT_BYTES_EQ(out, in, count * 16);
	UK_TEST_EXPECT_SNUM_EQ(context_third(), THIRD_NEAREST);
}

UK_TESTCASE(context, sanitized_state_is_zero_and_keeps_the_rounding_mode)
{
	unsigned int count;

	fill(13);
	context_vectors_load(in);
	context_rounding_set(ROUND_UP);
	ukarch_ectx_sanitize(ECTX(0));
	context_rounding_set(0);
	ukarch_ectx_load(ECTX(0));
	UK_TEST_EXPECT_SNUM_EQ(context_rounding_get(), ROUND_UP);
	count = context_vectors_store(out);
	memset(in, 0, sizeof(in));
	UK_TEST_EXPECT_BYTES_EQ(out, in, count * 16);
	context_rounding_set(0);
}

UK_TESTCASE(context, rounding_mode_belongs_to_the_state)
{
	context_rounding_set(ROUND_UP);
	ukarch_ectx_store(ECTX(0));
	context_rounding_set(0);
	ukarch_ectx_store(ECTX(1));
	ukarch_ectx_load(ECTX(0));
	UK_TEST_EXPECT_SNUM_EQ(context_third(), THIRD_UP);
	ukarch_ectx_load(ECTX(1));
	UK_TEST_EXPECT_SNUM_EQ(context_third(), THIRD_NEAREST);
}

UK_TESTCASE(context, flags_of_the_fpu_belong_to_the_state)
{
	context_inexact_clear();
	ukarch_ectx_store(ECTX(0));
	context_third();
	UK_TEST_EXPECT_SNUM_EQ(context_inexact_get(), 1);
	ukarch_ectx_store(ECTX(1));
	ukarch_ectx_load(ECTX(0));
	UK_TEST_EXPECT_ZERO(context_inexact_get());
	ukarch_ectx_load(ECTX(1));
	UK_TEST_EXPECT_SNUM_EQ(context_inexact_get(), 1);
	context_inexact_clear();
}

UK_TESTCASE(context, sanitized_state_has_no_flags)
{
	context_third();
	UK_TEST_EXPECT_SNUM_EQ(context_inexact_get(), 1);
	ukarch_ectx_sanitize(ECTX(0));
	ukarch_ectx_load(ECTX(0));
	UK_TEST_EXPECT_ZERO(context_inexact_get());
}
