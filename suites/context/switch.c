/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Switching back and forth: what a context finds again when it goes on.
 */
#include <string.h>
#include "suite.h"

#define RING 8
#define ROUNDS 50

static unsigned int turns;
static struct ukarch_ctx ring[RING];
static __u64 ring_stack[RING][512] __align(16);
static unsigned int ring_order_bad;

static void coming_back(void)
{
	for (;;) {
		turns++;
		context_back();
	}
}

/* Fills every register that a call keeps with other values */
static void scribbling(void)
{
	__u64 in[CONTEXT_KEPT_MAX], out[CONTEXT_KEPT_MAX];

	memset(in, 0xa5, sizeof(in));
	for (;;)
		context_switch_kept(&context_other, &context_main, in, out);
}

UK_TESTCASE(context, context_goes_on_where_it_left)
{
	turns = 0;
	ukarch_ctx_init_entry0(&context_other, CONTEXT_SP, 0, coming_back);
	for (unsigned int i = 1; i <= 5; i++) {
		context_go();
		UK_TEST_EXPECT_SNUM_EQ(turns, i);
	}
}

UK_TESTCASE(context, registers_that_a_call_keeps_survive)
{
	__u64 in[CONTEXT_KEPT_MAX], out[CONTEXT_KEPT_MAX] = {0};
	unsigned int count;

	for (unsigned int i = 0; i < CONTEXT_KEPT_MAX; i++)
		in[i] = 0x1111111111111111UL * (i + 1);
	ukarch_ctx_init_entry0(&context_other, CONTEXT_SP, 0, scribbling);
	for (unsigned int turn = 0; turn < 2; turn++) {
		count = context_switch_kept(&context_main, &context_other, in,
					    out);
		for (unsigned int i = 0; i < count; i++)
			UK_TEST_EXPECT_SNUM_EQ(out[i], in[i]);
	}
}

UK_TESTCASE(context, each_context_keeps_its_own_registers)
{
	__u64 in[CONTEXT_KEPT_MAX] = {0}, out[CONTEXT_KEPT_MAX];
	unsigned int count;

	ukarch_ctx_init_entry0(&context_other, CONTEXT_SP, 1, scribbling);
	memset(out, 0xff, sizeof(out));
	count = context_switch_kept(&context_main, &context_other, in, out);
	for (unsigned int i = 0; i < count; i++)
		UK_TEST_EXPECT_ZERO(out[i]);
}

/* A ring of contexts, each with a local variable that counts its turns */
static void ring_member(long self)
{
	volatile unsigned int own = 0;

	for (;;) {
		if (own != turns / RING)
			ring_order_bad++;
		own++;
		turns++;
		if (turns == RING * ROUNDS)
			ukarch_ctx_switch(&ring[self], &context_main);
		else
			ukarch_ctx_switch(&ring[self], &ring[(self + 1) % RING]);
	}
}

UK_TESTCASE(context, many_contexts_take_turns)
{
	turns = ring_order_bad = 0;
	for (long i = 0; i < RING; i++)
		ukarch_ctx_init_entry1(
			&ring[i],
			ukarch_gen_sp(ring_stack[i], sizeof(ring_stack[i])), 0,
			ring_member, i);
	ukarch_ctx_switch(&context_main, &ring[0]);
	UK_TEST_EXPECT_SNUM_EQ(turns, RING * ROUNDS);
	UK_TEST_EXPECT_ZERO(ring_order_bad);
}

static __uptr used_sp;

static void note_sp(void)
{
	char local;

	used_sp = (__uptr)&local;
	context_back();
}

UK_TESTCASE(context, locals_are_on_the_stack_given)
{
	ukarch_ctx_init_entry0(&context_other, CONTEXT_SP, 0, note_sp);
	context_go();
	UK_TEST_EXPECT(used_sp >= (__uptr)context_stack);
	UK_TEST_EXPECT(used_sp < CONTEXT_SP);
	UK_TEST_EXPECT(context_other.sp >= (__uptr)context_stack);
	UK_TEST_EXPECT(context_other.sp < CONTEXT_SP);
}
