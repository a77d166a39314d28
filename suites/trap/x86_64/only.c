/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Traps that only x86_64 has: division by zero, also in the x87, addresses that
 * are not canonical, single steps, and the direction flag. Intel SDM vol. 3A 6.15.
 */
#include "plan.h"

#define EFLAGS_TF (1UL << 8)
#define EFLAGS_DF (1UL << 10)
#define NOT_CANONICAL 0xdead000000000000UL

unsigned long x86_op_divide(unsigned long by);
extern const char x86_op_divide_at[], x86_op_divide_next[];
void x86_op_x87_divide(void);
extern const char x86_op_x87_divide_at[], x86_op_x87_divide_next[];
unsigned long x86_op_direction(void);
extern const char x86_op_direction_at[], x86_op_direction_next[];
void x86_op_single_step(void);
extern const char x86_op_single_step_at[];

static int on_math(void *ctx)
{
	return trap_plan_handle(TRAP_MATH, ctx);
}

static int on_security(void *ctx)
{
	return trap_plan_handle(TRAP_SECURITY, ctx);
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_MATH, on_math, 0);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_SECURITY, on_security, 0);

UK_TESTCASE(trap, x86_division_by_zero_raises_math)
{
	TRAP_EXPECT_AT(x86_op_divide);
	UK_TEST_EXPECT_SNUM_EQ(x86_op_divide(1), 1);
	UK_TEST_EXPECT_ZERO(trap_plan.count);
	x86_op_divide(0);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.kind, TRAP_MATH);
}

/* By an exception, not by an interrupt as in the first PCs (CR0.NE) */
UK_TESTCASE(trap, x86_division_by_zero_in_the_x87_raises_math)
{
	TRAP_EXPECT_AT(x86_op_x87_divide);
	x86_op_x87_divide();
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.kind, TRAP_MATH);
}

UK_TESTCASE(trap, x86_address_that_is_not_canonical_raises_security)
{
	TRAP_EXPECT_AT(trap_op_load);
	trap_op_load((const void *)NOT_CANONICAL);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.kind, TRAP_SECURITY);
	UK_TEST_EXPECT_ZERO(trap_plan.ctx.error_code);
}

/* C code assumes that the flag is clear, also in handlers */
static __uptr handler_flags;

static void note_flags(struct ukarch_trap_ctx *ctx __unused)
{
	__asm__ __volatile__("pushfq\n\tpopq %0" : "=r"(handler_flags));
}

UK_TESTCASE(trap, x86_direction_flag_is_clear_in_handlers_and_restored)
{
	unsigned long after;

	TRAP_EXPECT_AT(x86_op_direction);
	trap_plan.during = note_flags;
	after = x86_op_direction();
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);
	UK_TEST_EXPECT_ZERO(handler_flags & EFLAGS_DF);
	UK_TEST_EXPECT_NOT_ZERO(after & EFLAGS_DF);
}

static void stop_stepping(struct ukarch_trap_ctx *ctx)
{
	ctx->regs->eflags &= ~EFLAGS_TF;
}

UK_TESTCASE(trap, x86_single_step_traps_after_one_instruction)
{
	trap_plan = (struct trap_plan){
		.at = (__uptr)x86_op_single_step_at,
		.during = stop_stepping,
	};
	x86_op_single_step();
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.kind, TRAP_DEBUG);
}
