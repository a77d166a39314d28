/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How contexts begin: stack pointer, arguments, other registers.
 */
#include "suite.h"

static long seen[3];

static void probe(void)
{
	context_probe = (struct context_probe){.others = 0x5ca1ab1e};
	context_probe_next = context_back;
	context_go();
}

static void entry0(void)
{
	seen[0]++;
	context_back();
}

static void entry1(long a)
{
	seen[1] = a;
	context_back();
}

static void entry2(long a, long b)
{
	seen[1] = a;
	seen[2] = b;
	context_back();
}

UK_TESTCASE(context, entry_without_arguments_runs_once)
{
	seen[0] = 0;
	ukarch_ctx_init_entry0(&context_other, CONTEXT_SP, 0, entry0);
	UK_TEST_EXPECT_SNUM_EQ(seen[0], 0);
	context_go();
	UK_TEST_EXPECT_SNUM_EQ(seen[0], 1);
}

UK_TESTCASE(context, entry_gets_one_argument)
{
	ukarch_ctx_init_entry1(&context_other, CONTEXT_SP, 0, entry1, -5);
	context_go();
	UK_TEST_EXPECT_SNUM_EQ(seen[1], -5);
}

UK_TESTCASE(context, entry_gets_two_arguments_in_order)
{
	ukarch_ctx_init_entry2(&context_other, CONTEXT_SP, 1, entry2, __S64_MAX,
			       -__S64_MAX - 1);
	context_go();
	UK_TEST_EXPECT_SNUM_EQ(seen[1], __S64_MAX);
	UK_TEST_EXPECT_SNUM_EQ(seen[2], -__S64_MAX - 1);
}

UK_TESTCASE(context, registers_of_a_new_context_are_zero)
{
	ukarch_ctx_init(&context_other, CONTEXT_SP, 0,
			(__uptr)context_probe_entry);
	probe();
	UK_TEST_EXPECT_ZERO(context_probe.others);
	UK_TEST_EXPECT_ZERO(context_probe.arg[0]);
	UK_TEST_EXPECT_ZERO(context_probe.arg[1]);
}

UK_TESTCASE(context, registers_of_an_entry_are_zero_beside_its_arguments)
{
	ukarch_ctx_init_entry2(&context_other, CONTEXT_SP, 0,
			       (ukarch_ctx_entry2)(__uptr)context_probe_entry,
			       11, 12);
	probe();
	UK_TEST_EXPECT_ZERO(context_probe.others);
	UK_TEST_EXPECT_SNUM_EQ(context_probe.arg[0], 11);
	UK_TEST_EXPECT_SNUM_EQ(context_probe.arg[1], 12);
}

UK_TESTCASE(context, registers_are_kept_where_asked_for)
{
	ukarch_ctx_init(&context_other, CONTEXT_SP, 1,
			(__uptr)context_probe_entry);
	probe();
	UK_TEST_EXPECT_NOT_ZERO(context_probe.others);
	UK_TEST_EXPECT_PTR_EQ(context_probe.arg[0], &context_main);
	UK_TEST_EXPECT_PTR_EQ(context_probe.arg[1], &context_other);
}

UK_TESTCASE(context, stack_pointer_is_the_one_given)
{
	ukarch_ctx_init(&context_other, CONTEXT_SP, 0,
			(__uptr)context_probe_entry);
	probe();
	UK_TEST_EXPECT_PTR_EQ(context_probe.sp, CONTEXT_SP);
	ukarch_ctx_init(&context_other, CONTEXT_SP - 256, 1,
			(__uptr)context_probe_entry);
	probe();
	UK_TEST_EXPECT_PTR_EQ(context_probe.sp, CONTEXT_SP - 256);
}

/* x86_64: a call left a return address on the aligned stack (psABI 3.2.2) */
UK_TESTCASE(context, stack_of_an_entry_is_aligned_for_a_call)
{
	ukarch_ctx_init_entry0(&context_other, CONTEXT_SP, 0,
			       context_probe_entry);
	probe();
#ifdef CONFIG_ARCH_X86_64
	UK_TEST_EXPECT_SNUM_EQ(context_probe.sp % 16, 8);
#else
	UK_TEST_EXPECT_SNUM_EQ(context_probe.sp % 16, 0);
#endif
	UK_TEST_EXPECT(context_probe.sp <= CONTEXT_SP);
	UK_TEST_EXPECT(context_probe.sp >= CONTEXT_SP - 64);
}

UK_TESTCASE(context, bare_context_writes_nothing_to_its_stack)
{
	context_stack[STACK_BYTES / 8 - 1] = 0x1234;
	context_stack[STACK_BYTES / 8 - 2] = 0x5678;
	ukarch_ctx_init_bare(&context_other, CONTEXT_SP,
			     (__uptr)context_probe_entry);
	UK_TEST_EXPECT_SNUM_EQ(context_stack[STACK_BYTES / 8 - 1], 0x1234);
	UK_TEST_EXPECT_SNUM_EQ(context_stack[STACK_BYTES / 8 - 2], 0x5678);
	probe();
	UK_TEST_EXPECT_PTR_EQ(context_probe.sp, CONTEXT_SP);
}

UK_TESTCASE(context, values_pushed_before_the_start_are_on_the_stack)
{
	struct big {
		char c[20];
	} big = {"on the stack"};

	ukarch_ctx_init_bare(&context_other, CONTEXT_SP,
			     (__uptr)context_probe_entry);
	ukarch_rctx_stackpush(&context_other, big);
	UK_TEST_EXPECT_SNUM_EQ(context_other.sp, CONTEXT_SP - 32);
	ukarch_rctx_stackpush_packed(&context_other, (__u16)0xbeef);
	UK_TEST_EXPECT_SNUM_EQ(context_other.sp, CONTEXT_SP - 34);
	ukarch_rctx_stackpush_packed(&context_other, (__u64)0xfeedfacecafe);
	UK_TEST_EXPECT_SNUM_EQ(context_other.sp, CONTEXT_SP - 48);
	UK_TEST_EXPECT_SNUM_EQ(*(__u64 *)context_other.sp, 0xfeedfacecafe);
	UK_TEST_EXPECT_SNUM_EQ(*(__u16 *)(CONTEXT_SP - 34), 0xbeef);
	UK_TEST_EXPECT_BYTES_EQ((void *)(CONTEXT_SP - 32), &big, sizeof(big));
}

UK_TESTCASE(context, initial_stack_pointer_is_the_aligned_end)
{
	UK_TEST_EXPECT_SNUM_EQ(ukarch_gen_sp(0x1000, 0x1000), 0x2000);
	UK_TEST_EXPECT_SNUM_EQ(ukarch_gen_sp(0x1001, 0x100e), 0x2000);
	UK_TEST_EXPECT_SNUM_EQ(ukarch_gen_sp(0x1000, 15), 0x1000);
}
