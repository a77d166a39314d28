/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page faults: kind of the access, exact address, and whether it was the page or
 * the right that was missing.
 */
#include <uk/arch/limits.h>

#include "plan.h"

static const char read_only[16] __align(16) = "read only";
static volatile char data[16] __align(16) = "data";

#define EXPECT_FAULT(address, write, exec, present)                            \
	do {                                                                   \
		UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);                    \
		UK_TEST_EXPECT_SNUM_EQ(trap_plan.kind, TRAP_PAGE_FAULT);       \
		UK_TEST_EXPECT_PTR_EQ(trap_plan.ctx.fault_address, address);   \
		UK_TEST_EXPECT_SNUM_EQ(trap_plan.ctx.is_write, write);         \
		UK_TEST_EXPECT_SNUM_EQ(trap_plan.ctx.is_exec, exec);           \
		UK_TEST_EXPECT_SNUM_EQ(trap_plan.ctx.is_present, present);     \
	} while (0)

static void load_at(struct uk_testcase *esac, __uptr address)
{
	TRAP_EXPECT_AT(trap_op_load);
	UK_TEST_EXPECT_SNUM_EQ(trap_op_load((const void *)address), 0);
	EXPECT_FAULT(address, 0, 0, 0);
}

UK_TESTCASE(trap, load_from_unmapped_page_tells_the_byte)
{
	load_at(esac, TRAP_FREE_VADDR);
	load_at(esac, TRAP_FREE_VADDR + 1);
	load_at(esac, TRAP_FREE_VADDR + 0x123);
	load_at(esac, TRAP_FREE_VADDR + __PAGE_SIZE - 1);
}

UK_TESTCASE(trap, the_page_of_null_is_not_mapped)
{
	load_at(esac, 0);
	load_at(esac, 8);
	load_at(esac, __PAGE_SIZE - 1);
}

UK_TESTCASE(trap, store_to_unmapped_page_is_a_write)
{
	__uptr address = TRAP_FREE_VADDR + 0x777;

	TRAP_EXPECT_AT(trap_op_store);
	trap_op_store((void *)address, 1);
	EXPECT_FAULT(address, 1, 0, 0);
}

UK_TESTCASE(trap, store_to_read_only_data_is_refused)
{
	TRAP_EXPECT_AT(trap_op_store);
	trap_op_store((void *)(__uptr)read_only, 'w');
	EXPECT_FAULT(read_only, 1, 0, 1);
	UK_TEST_EXPECT_SNUM_EQ(*(const volatile char *)read_only, 'r');
}

UK_TESTCASE(trap, store_to_code_is_refused)
{
	TRAP_EXPECT_AT(trap_op_store);
	trap_op_store((void *)(__uptr)trap_op_invalid, 0);
	EXPECT_FAULT(trap_op_invalid, 1, 0, 1);
}

static void call_at(const volatile void *target)
{
	trap_plan = (struct trap_plan){ .at = (__uptr)target,
					.next = (__uptr)trap_op_call_next };
	trap_op_call(target);
}

UK_TESTCASE(trap, execution_of_data_is_refused)
{
	call_at(data);
	EXPECT_FAULT(data, 0, 1, 1);
}

UK_TESTCASE(trap, execution_of_read_only_data_is_refused)
{
	call_at(read_only);
	EXPECT_FAULT(read_only, 0, 1, 1);
}

UK_TESTCASE(trap, execution_of_the_stack_is_refused)
{
	volatile int on_stack __align(16) = 0;

	call_at(&on_stack);
	EXPECT_FAULT(&on_stack, 0, 1, 1);
}

UK_TESTCASE(trap, execution_of_unmapped_page_is_told_from_data)
{
	call_at((void *)TRAP_FREE_VADDR);
	EXPECT_FAULT(TRAP_FREE_VADDR, 0, 1, 0);
}

UK_TESTCASE(trap, a_call_through_null_is_reported)
{
	call_at(NULL + 16);
	EXPECT_FAULT(16, 0, 1, 0);
}

static void make_pc_go_nowhere_first(struct ukarch_trap_ctx *ctx)
{
	trap_plan.during = NULL;
	ukarch_regs_set_pc(ctx->regs, trap_plan.at);
}

UK_TESTCASE(trap, an_instruction_that_is_tried_again_traps_again)
{
	TRAP_EXPECT_AT(trap_op_load);
	trap_plan.during = make_pc_go_nowhere_first;
	trap_op_load((const void *)TRAP_FREE_VADDR);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 2);
}
