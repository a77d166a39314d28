/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Traps inside of handlers, and faults of the stack itself: its pages may come
 * on demand, so the CPU must not need it to report the fault.
 */
#include <uk/arch/paging.h>
#include <uk/plat/paging.h>

#include "plan.h"

#define STACK_PAGES 8
#define LEVELS 2

static struct trap_plan outer[LEVELS];
static __vaddr_t address_after[LEVELS];
static unsigned int level;

/* Faults at another address while a fault is handled, LEVELS deep */
static void fault_again(struct ukarch_trap_ctx *ctx)
{
	__vaddr_t address = ctx->fault_address;
	unsigned int mine = level;

	outer[level++] = trap_plan;
	TRAP_EXPECT_AT(trap_op_load);
	if (level < LEVELS)
		trap_plan.during = fault_again;
	trap_op_load((const void *)(address + PAGE_SIZE));
	address_after[mine] = ctx->fault_address;
}

UK_TESTCASE(trap, faults_nest)
{
	unsigned int i;

	level = 0;
	TRAP_EXPECT_AT(trap_op_load);
	trap_plan.during = fault_again;
	UK_TEST_EXPECT_ZERO(trap_op_load((const void *)TRAP_FREE_VADDR));
	UK_TEST_EXPECT_SNUM_EQ(level, LEVELS);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);
	UK_TEST_EXPECT_PTR_EQ(trap_plan.ctx.fault_address,
			      TRAP_FREE_VADDR + LEVELS * PAGE_SIZE);
	for (i = 0; i < LEVELS; i++) {
		UK_TEST_EXPECT_PTR_EQ(outer[i].ctx.fault_address,
				      TRAP_FREE_VADDR + i * PAGE_SIZE);
		UK_TEST_EXPECT_PTR_EQ(address_after[i],
				      TRAP_FREE_VADDR + i * PAGE_SIZE);
	}
}

static __uptr sp_in_handler;

static void execute_invalid(struct ukarch_trap_ctx *ctx)
{
	outer[0] = trap_plan;
	TRAP_EXPECT_AT(trap_op_invalid);
	sp_in_handler = trap_op_invalid();
	address_after[0] = ctx->fault_address;
}

UK_TESTCASE(trap, a_fault_handler_may_meet_an_invalid_instruction)
{
	TRAP_EXPECT_AT(trap_op_load);
	trap_plan.during = execute_invalid;
	trap_op_load((const void *)TRAP_FREE_VADDR);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.kind, TRAP_INVALID_OP);
	UK_TEST_EXPECT_SNUM_EQ(trap_plan.count, 1);
	UK_TEST_EXPECT_SNUM_EQ(outer[0].kind, TRAP_PAGE_FAULT);
	UK_TEST_EXPECT_PTR_EQ(address_after[0], TRAP_FREE_VADDR);
	UK_TEST_EXPECT_PTR_EQ(trap_plan.sp, sp_in_handler);
}

UK_TESTCASE(trap, many_nested_faults_in_sequence)
{
	int i;

	for (i = 0; i < 100; i++) {
		level = 0;
		TRAP_EXPECT_AT(trap_op_load);
		trap_plan.during = fault_again;
		trap_op_load((const void *)TRAP_FREE_VADDR);
		if (level != LEVELS)
			break;
	}
	UK_TEST_EXPECT_SNUM_EQ(i, 100);
}

/* -- a stack whose pages come on demand -- */

/* STACK_PAGES: none are given */
static unsigned int pages_given = STACK_PAGES;
static int map_error;

static int give_page(void *arg)
{
	struct ukarch_trap_ctx *ctx = arg;
	__vaddr_t page = PAGE_ALIGN_DOWN(ctx->fault_address);
	int rc;

	if (page < TRAP_FREE_VADDR ||
	    page >= TRAP_FREE_VADDR + STACK_PAGES * PAGE_SIZE ||
	    pages_given >= STACK_PAGES)
		return UK_EVENT_NOT_HANDLED;
	pages_given++;
	rc = ukplat_page_map(ukplat_pt_get_active(), page, __PADDR_ANY, 1,
			     PAGE_ATTR_PROT_RW, 0);
	if (rc)
		map_error = rc;
	return rc ? UK_EVENT_NOT_HANDLED : UK_EVENT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, give_page, 1);

static void use_stack(void *arg)
{
	volatile char room[3 * 0x1000];
	unsigned int *sum = arg;
	unsigned int i;

	for (i = 0; i < sizeof(room); i++)
		room[i] = (char)i;
	for (i = 0; i < sizeof(room); i++)
		*sum += (unsigned char)room[i];
}

UK_TESTCASE(trap, a_stack_may_come_page_by_page)
{
	const __vaddr_t top = TRAP_FREE_VADDR + STACK_PAGES * PAGE_SIZE;
	unsigned int sum = 0;

	trap_plan = (struct trap_plan){ 0 };
	pages_given = 0;
	map_error = 0;
	trap_op_on_stack((void *)top, use_stack, &sum);
	UK_TEST_EXPECT_ZERO(map_error);
	UK_TEST_EXPECT_SNUM_EQ(sum, 3 * 16 * 255 * 256 / 2);
	UK_TEST_EXPECT_SNUM_GE(pages_given, 4);
	UK_TEST_EXPECT_SNUM_LE(pages_given, 5);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(ukplat_pt_get_active(),
					      TRAP_FREE_VADDR, STACK_PAGES, 0));
	pages_given = STACK_PAGES;
}
