/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The suite's handlers: they take a trap only if the running case planned it.
 */
#include "plan.h"

struct trap_plan trap_plan;

int trap_plan_handle(enum trap_kind kind, struct ukarch_trap_ctx *ctx)
{
	struct trap_plan *plan = &trap_plan;

	if (!plan->at || ukarch_regs_pc(ctx->regs) != plan->at)
		return UK_EVENT_NOT_HANDLED;
	plan->count++;
	plan->kind = kind;
	plan->ctx = *ctx;
	plan->sp = ukarch_regs_sp(ctx->regs);
	plan->irqs_disabled = ukarch_irq_disabled();
	if (plan->next)
		ukarch_regs_set_pc(ctx->regs, plan->next);
	if (plan->during)
		plan->during(ctx);
	return UK_EVENT_HANDLED;
}

static int on_page_fault(void *ctx)
{
	return trap_plan_handle(TRAP_PAGE_FAULT, ctx);
}

static int on_invalid_op(void *ctx)
{
	return trap_plan_handle(TRAP_INVALID_OP, ctx);
}

static int on_debug(void *ctx)
{
	return trap_plan_handle(TRAP_DEBUG, ctx);
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, on_page_fault, 0);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_INVALID_OP, on_invalid_op, 0);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_DEBUG, on_debug, 0);

uk_testsuite_register(trap, NULL);
