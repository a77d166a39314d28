/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a case expects to trap, and what the handlers of the suite saw. Only a
 * trap at `at` is taken; any other is left alone and crashes, as it should.
 */
#ifndef __SUITE_TRAP_PLAN_H__
#define __SUITE_TRAP_PLAN_H__

#include <uk/asm/trap.h>
#include <uk/essentials.h>
#include <uk/test.h>

#include "ops.h"

/** Events that the suite listens to */
enum trap_kind {
	TRAP_NONE,
	TRAP_PAGE_FAULT,
	TRAP_INVALID_OP,
	TRAP_DEBUG,
	TRAP_MATH,
	TRAP_SECURITY,
};

struct trap_plan {
	/** Address of the trap; 0: none is expected */
	__uptr at;
	/** Where to go on; 0: at the instruction again */
	__uptr next;
	/** Called in the handler, may be NULL; may change regs */
	void (*during)(struct ukarch_trap_ctx *ctx);

	/* what happened */
	unsigned int count;
	enum trap_kind kind;
	struct ukarch_trap_ctx ctx; /* of the last trap; regs is stale */
	__uptr sp;
	int irqs_disabled;
};

/** The plan of the running case; one level of nesting may swap it */
extern struct trap_plan trap_plan;

/** Begins a new plan */
#define TRAP_EXPECT_AT(name)                                                   \
	(trap_plan = (struct trap_plan){ .at = (__uptr)name##_at,              \
					 .next = (__uptr)name##_next })

/** Addresses that nothing is mapped at, pages of the suite alone */
#define TRAP_FREE_VADDR 0x5000000000UL

/** Handles a trap as planned. @return UK_EVENT_* */
int trap_plan_handle(enum trap_kind kind, struct ukarch_trap_ctx *ctx);

#endif /* __SUITE_TRAP_PLAN_H__ */
