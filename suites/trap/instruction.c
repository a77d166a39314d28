/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Traps of instructions: where they are reported, where the code goes on, and
 * that nothing else changes.
 */
#include "plan.h"

UK_TESTCASE(trap, invalid_instruction_is_reported_once_where_it_stands)
{
	TRAP_EXPECT_AT(trap_op_invalid);
	trap_op_invalid();
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.kind, TRAP_INVALID_OP);
}

UK_TESTCASE(trap, stack_pointer_of_the_trapped_code_is_reported)
{
	__uptr sp;

	TRAP_EXPECT_AT(trap_op_invalid);
	sp = trap_op_invalid();
	UK_TEST_EXPECT_PTR_EQ(trap_plan.sp, sp);
}

static char other_stack[64] __align(16);

static void choose_other_stack(struct ukarch_trap_ctx *ctx)
{
	ukarch_regs_set_sp(ctx->regs,
			   (__uptr)other_stack + sizeof(other_stack));
}

UK_TESTCASE(trap, handler_may_choose_the_stack_pointer)
{
	TRAP_EXPECT_AT(trap_op_stack_pointer);
	trap_plan.during = choose_other_stack;
	UK_TEST_EXPECT_PTR_EQ(trap_op_stack_pointer(),
			      (__uptr)other_stack + sizeof(other_stack));
}

UK_TESTCASE(trap, breakpoint_raises_debug)
{
	TRAP_EXPECT_AT(trap_op_breakpoint);
	trap_op_breakpoint();
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.kind, TRAP_DEBUG);
}

/* Handlers may use all registers that a call does not keep */
static void spoil_registers(struct ukarch_trap_ctx *ctx __unused)
{
	trap_op_spoil();
}

UK_TESTCASE(trap, registers_survive_a_handled_trap)
{
	__u64 in[TRAP_REGISTERS_MAX];
	__u64 out[TRAP_REGISTERS_MAX] = { 0 };
	unsigned int count;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(in); i++)
		in[i] = 0x0123456789abcdefUL * (2 * i + 1);
	TRAP_EXPECT_AT(trap_op_registers);
	trap_plan.during = spoil_registers;
	count = trap_op_registers(in, out);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);
	UK_TEST_EXPECT_SNUM_GE(count, 15);
	for (i = 0; i < count; i++)
		UK_TEST_EXPECT_PTR_EQ(out[i], in[i]);
}

UK_TESTCASE(trap, a_thousand_traps_leave_no_trace)
{
	__uptr sp;
	int i;

	TRAP_EXPECT_AT(trap_op_invalid);
	sp = trap_op_invalid();
	for (i = 1; i < 1000; i++)
		if (trap_op_invalid() != sp)
			break;
	UK_TEST_EXPECT_SNUM_EQ(i, 1000);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1000);
}
