/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A stack with nothing below it: running over its end is a page fault that the
 * kernel knows for what it is, and reports on another stack.
 */
#include <setjmp.h>
#include <string.h>
#include <uk/arch/paging.h>
#include <uk/event.h>
#include <uk/plat/crash.h>
#include <uk/plat/paging.h>

#include "handler.h"
#include "ops.h"

/** A top-level entry that nobody else uses */
#define STACK_VADDR 0x0000640000100000UL
#define STACK_PAGES 4
#define STACK_TOP (STACK_VADDR + STACK_PAGES * PAGE_SIZE)
#define FRAME 256

static struct {
	jmp_buf env;
	int armed;
	__vaddr_t address;
	__uptr handler_sp;
	int is_overflow;
	int is_write;
} fault;

static void landing(void)
{
	longjmp(fault.env, 1);
}

/* Takes note as a crash report would, and goes back to the case */
static int page_fault(void *data)
{
	struct ukarch_trap_ctx *ctx = data;

	if (!fault.armed)
		return UK_EVENT_NOT_HANDLED;
	fault.armed = 0;
	fault.address = ctx->fault_address;
	fault.handler_sp = ukarch_read_sp();
	fault.is_write = ctx->is_write;
	fault.is_overflow = ukplat_is_stack_overflow(ctx);
	ukarch_regs_set_pc(ctx->regs, (__u64)&landing);
	ukarch_regs_set_sp(ctx->regs, STACK_TOP);
	return UK_EVENT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, page_fault, 0);

static __noinline unsigned int eat_stack(unsigned int depth);
static unsigned int (*volatile eat_more)(unsigned int depth) = eat_stack;

static __noinline unsigned int eat_stack(unsigned int depth)
{
	volatile char frame[FRAME];

	frame[0] = (char)depth;
	return eat_more(depth + 1) + (unsigned int)frame[0];
}

static void eat_all(void)
{
	eat_more(0);
}

static void go_wild(void)
{
	*(volatile char *)(STACK_VADDR - 64 * PAGE_SIZE) = 1;
}

/* @return whether it faulted */
static int faults_on_own_stack(void (*fn)(void))
{
	memset(&fault, 0, sizeof(fault));
	fault.armed = 1;
	if (setjmp(fault.env))
		return 1;
	stacks_op_call_on(STACK_TOP, fn);
	fault.armed = 0;
	return 0;
}

static int map_stack(void)
{
	return ukplat_page_map(ukplat_pt_get_active(), STACK_VADDR,
			       __PADDR_ANY, STACK_PAGES, PAGE_ATTR_PROT_RW, 0);
}

static int unmap_stack(void)
{
	return ukplat_page_unmap(ukplat_pt_get_active(), STACK_VADDR,
				 STACK_PAGES, 0);
}

UK_TESTCASE(stacks, overflow_is_known_for_what_it_is)
{
	UK_TEST_ASSERT(!map_stack());
	UK_TEST_EXPECT(faults_on_own_stack(eat_all));
	UK_TEST_EXPECT(fault.is_overflow);
	UK_TEST_EXPECT(fault.is_write);
	UK_TEST_EXPECT(fault.address < STACK_VADDR &&
		       fault.address >= STACK_VADDR - PAGE_SIZE);
	UK_TEST_EXPECT(fault.handler_sp < STACK_VADDR - PAGE_SIZE ||
		       fault.handler_sp > STACK_TOP);
	UK_TEST_EXPECT_ZERO(unmap_stack());
}

UK_TESTCASE(stacks, wild_access_is_no_overflow)
{
	UK_TEST_ASSERT(!map_stack());
	UK_TEST_EXPECT(faults_on_own_stack(go_wild));
	UK_TEST_EXPECT(!fault.is_overflow);
	UK_TEST_EXPECT_ZERO(unmap_stack());
}

/* Also after it happened once */
UK_TESTCASE(stacks, overflow_again_and_again)
{
	unsigned int i, known = 0;

	UK_TEST_ASSERT(!map_stack());
	for (i = 0; i < 10; i++)
		known += faults_on_own_stack(eat_all) && fault.is_overflow;
	UK_TEST_EXPECT_SNUM_EQ(known, 10);
	UK_TEST_EXPECT_ZERO(unmap_stack());
}
