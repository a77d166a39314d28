/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Expected faults: the handlers of traps send a CPU that is in an attempt back to
 * where the attempt began. Interface: <uk/test_fault.h>.
 */
#include <string.h>
#include <uk/arch/memtag.h>
#include <uk/asm/trap.h>
#include <uk/config.h>
#include <uk/plat/lcpu.h>

#include "fault.h"
#include "uktest.h"

/* The innermost attempt of each CPU, used by that CPU only */
static struct uk_test_attempt *attempts[CONFIG_UKPLAT_LCPU_MAXCOUNT];

static struct uk_test_attempt **current_attempt(void)
{
	return &attempts[ukplat_lcpu_idx()];
}

void _uk_test_attempt_begin(struct uk_test_attempt *attempt,
			    struct uk_test_fault *fault)
{
	memset(fault, 0, sizeof(*fault));
	/* What is not of this statement counts when the case ends */
	ukarch_memtag_note_fault();
	attempt->fault = fault;
	attempt->outer = *current_attempt();
	attempt->irq_flags = ukarch_irq_save();
	ukarch_irq_restore(attempt->irq_flags);
	attempt->memtag = ukarch_memtag_state();
	*current_attempt() = attempt;
}

void _uk_test_attempt_end(struct uk_test_attempt *attempt)
{
	struct uk_test_fault *fault = attempt->fault;

	ukarch_memtag_resume(attempt->memtag);
	ukarch_irq_restore(attempt->irq_flags);
	*current_attempt() = attempt->outer;
	if (ukarch_memtag_take_fault() && fault->kind == UK_TEST_FAULT_NONE) {
		fault->kind = UK_TEST_FAULT_TAG_CHECK;
		fault->is_late = 1;
	}
}

/* Where the trap returns to, on the stack of the statement */
static void __noreturn land(void)
{
	__builtin_longjmp((*current_attempt())->env, 1);
}

int test_fault_take(void *trap_ctx, enum uk_test_fault_kind kind)
{
	struct ukarch_trap_ctx *ctx = trap_ctx;
	struct uk_test_attempt *attempt = *current_attempt();

	if (!attempt)
		return UK_EVENT_NOT_HANDLED;
	attempt->fault->kind = kind;
	attempt->fault->address = ctx->fault_address;
	attempt->fault->is_write = !!ctx->is_write;
	ukarch_regs_set_pc(ctx->regs, (__u64)(__uptr)land);
	return UK_EVENT_HANDLED;
}

static int on_page_fault(void *ctx)
{
	return test_fault_take(ctx, UK_TEST_FAULT_PAGE);
}

static int on_bus_error(void *ctx)
{
	return test_fault_take(ctx, UK_TEST_FAULT_BUS);
}

static int on_invalid_op(void *ctx)
{
	return test_fault_take(ctx, UK_TEST_FAULT_INVALID_OP);
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, on_page_fault, 8);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_BUS_ERROR, on_bus_error, 8);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_INVALID_OP, on_invalid_op, 8);

static const char *name_of(enum uk_test_fault_kind kind)
{
	static const char *const names[] = {"no fault", "a page fault",
					    "a tag check fault", "a bus error",
					    "an undefined instruction"};

	return names[kind];
}

void _uk_test_expect_fault(struct uk_testcase *esac, const char *file,
			   unsigned int line, const char *statement,
			   enum uk_test_fault_kind kind, __vaddr_t address,
			   const struct uk_test_fault *fault)
{
	__bool is_there = kind == UK_TEST_FAULT_NONE || fault->is_late ||
			  fault->address == ukarch_memtag_strip(address);
	__bool ok = fault->kind == kind && is_there;

	if (kind == UK_TEST_FAULT_NONE)
		_uk_test_expect(esac, ok, file, line,
				"expected no fault in `%s` %s %s at 0x%lx",
				statement, __UK_TEST_WAS(ok),
				name_of(fault->kind), fault->address);
	else
		_uk_test_expect(esac, ok, file, line,
				"expected %s at 0x%lx in `%s` %s %s at 0x%lx%s",
				name_of(kind), ukarch_memtag_strip(address),
				statement, __UK_TEST_WAS(ok),
				name_of(fault->kind), fault->address,
				fault->is_late ? ", told late" : "");
}
