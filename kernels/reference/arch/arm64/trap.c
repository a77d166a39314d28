/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exceptions of AArch64 as events of the kernel: decodes the syndrome, asks the
 * handlers of the event, and crashes where nobody handles it. Arm ARM (DDI
 * 0487) D1.3 (exceptions), D17.2.37 (ESR_EL1). Called by vectors.S with
 * interrupts disabled.
 */
#include <stdbool.h>
#include <uk/arch/memtag.h>
#include <uk/arch/paging.h>
#include <uk/asm/esr.h>
#include <uk/asm/trap.h>
#include <uk/essentials.h>
#include <uk/plat/crash.h>

#include <arm64/arm64.h>

UK_EVENT(UKARCH_TRAP_PAGE_FAULT);
UK_EVENT(UKARCH_TRAP_INVALID_OP);
UK_EVENT(UKARCH_TRAP_DEBUG);
UK_EVENT(UKARCH_TRAP_MATH);
UK_EVENT(UKARCH_TRAP_TAG_CHECK);
UK_EVENT(UKARCH_TRAP_BUS_ERROR);

struct trap_class {
	/** ESR_EL1.EC */
	__u8 ec;
	/** Event to raise; NULL: none, always a crash */
	const struct uk_event *event;
	const char *name;
};

static const struct trap_class trap_classes[] = {
	{ ESR_EC_UNKNOWN, UK_EVENT_PTR(UKARCH_TRAP_INVALID_OP),
	  "undefined instruction" },
	{ ESR_EC_FP_TRAPPED, UK_EVENT_PTR(UKARCH_TRAP_INVALID_OP),
	  "trapped floating-point instruction" },
	{ ESR_EC_SVE_TRAPPED, UK_EVENT_PTR(UKARCH_TRAP_INVALID_OP),
	  "trapped SVE instruction" },
	{ ESR_EC_BTI, UK_EVENT_PTR(UKARCH_TRAP_INVALID_OP),
	  "branch target exception" },
	{ ESR_EC_PAC_FAIL, UK_EVENT_PTR(UKARCH_TRAP_INVALID_OP),
	  "pointer authentication failure" },
	{ ESR_EC_ILLEGAL_STATE, UK_EVENT_PTR(UKARCH_TRAP_INVALID_OP),
	  "illegal execution state" },
	{ ESR_EC_SYSREG, UK_EVENT_PTR(UKARCH_TRAP_INVALID_OP),
	  "trapped system register access" },
	{ ESR_EC_SVC64, UK_EVENT_PTR(UKARCH_TRAP_INVALID_OP),
	  "supervisor call" },
	{ ESR_EC_PC_ALIGN, UK_EVENT_PTR(UKARCH_TRAP_BUS_ERROR),
	  "misaligned program counter" },
	{ ESR_EC_SP_ALIGN, UK_EVENT_PTR(UKARCH_TRAP_BUS_ERROR),
	  "misaligned stack pointer" },
	{ ESR_EC_FP_EXCEPTION, UK_EVENT_PTR(UKARCH_TRAP_MATH),
	  "floating-point exception" },
	{ ESR_EC_BREAKPOINT, UK_EVENT_PTR(UKARCH_TRAP_DEBUG), "breakpoint" },
	{ ESR_EC_STEP, UK_EVENT_PTR(UKARCH_TRAP_DEBUG), "single step" },
	{ ESR_EC_WATCHPOINT, UK_EVENT_PTR(UKARCH_TRAP_DEBUG), "watchpoint" },
	{ ESR_EC_BRK, UK_EVENT_PTR(UKARCH_TRAP_DEBUG), "BRK instruction" },
};

static const struct trap_class *find_class(__u64 esr)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(trap_classes); i++)
		if (trap_classes[i].ec == ESR_EC(esr))
			return &trap_classes[i];
	return NULL;
}

static bool raise_trap(const struct uk_event *event,
		       struct ukarch_trap_ctx *ctx)
{
	return uk_raise_event_ptr(event, ctx) > 0;
}

static const char *access_name(const struct ukarch_trap_ctx *ctx)
{
	if (ctx->is_exec)
		return "execute";
	return ctx->is_write ? "write" : "read";
}

static void page_fault(struct ukarch_trap_ctx *ctx)
{
	if (raise_trap(UK_EVENT_PTR(UKARCH_TRAP_PAGE_FAULT), ctx))
		return;
	ukplat_crash(ctx->regs,
		     "%s: cannot %s 0x%016lx: %s, ESR_EL1 0x%lx\n",
		     ukplat_is_stack_overflow(ctx) ? "Stack overflow" : "Page fault",
		     access_name(ctx), ctx->fault_address,
		     ctx->is_present ? "no permission" : "not mapped",
		     ctx->error_code);
}

static void tag_check(struct ukarch_trap_ctx *ctx)
{
	if (raise_trap(UK_EVENT_PTR(UKARCH_TRAP_TAG_CHECK), ctx))
		return;
	ukplat_crash(ctx->regs,
		     "Tag check fault: cannot %s 0x%016lx: tag of the pointer "
		     "is not that of the memory, FAR_EL1 0x%016lx, "
		     "ESR_EL1 0x%lx\n",
		     access_name(ctx), ctx->fault_address, ctx->regs->far_el1,
		     ctx->error_code);
}

static void bus_error(struct ukarch_trap_ctx *ctx)
{
	const char *what = "external abort";

	if (ESR_FSC(ctx->error_code) == ESR_FSC_ALIGNMENT)
		what = "misaligned access";
	if (ESR_FSC(ctx->error_code) == ESR_FSC_TLB_CONFLICT)
		what = "TLB conflict";
	if (raise_trap(UK_EVENT_PTR(UKARCH_TRAP_BUS_ERROR), ctx))
		return;
	ukplat_crash(ctx->regs, "Bus error: %s at 0x%016lx, ESR_EL1 0x%lx\n",
		     what, ctx->fault_address, ctx->error_code);
}

/* Instruction and data aborts. A cache operation counts as a read (CM). */
static void abort_trap(struct ukarch_trap_ctx *ctx)
{
	__u64 esr = ctx->error_code;

	ctx->is_exec = ctx->trapnr == ESR_EC_IABT;
	ctx->is_write = !ctx->is_exec && (esr & ESR_ISS_WNR) &&
			!(esr & ESR_ISS_CM);
	if (ESR_FSC(esr) == ESR_FSC_TAG_CHECK) {
		tag_check(ctx);
		return;
	}
	switch (ESR_FSC_KIND(esr)) {
	case ESR_FSC_ADDRESS_SIZE:
	case ESR_FSC_TRANSLATION:
		page_fault(ctx);
		break;
	case ESR_FSC_ACCESS_FLAG:
	case ESR_FSC_PERMISSION:
		ctx->is_present = 1;
		page_fault(ctx);
		break;
	default:
		bus_error(ctx);
	}
}

static void other_trap(struct ukarch_trap_ctx *ctx)
{
	const struct trap_class *class = find_class(ctx->error_code);

	if (class && class->event && raise_trap(class->event, ctx))
		return;
	ukplat_crash(ctx->regs, "Unhandled trap: %s, ESR_EL1 0x%lx\n",
		     class ? class->name : "unknown class", ctx->error_code);
}

void arm64_trap_sync(struct __regs *regs)
{
	struct ukarch_trap_ctx ctx = {
		.regs = regs,
		.trapnr = ESR_EC(regs->esr_el1),
		.error_code = regs->esr_el1,
		.fault_address = ukarch_memtag_strip(regs->far_el1),
	};

	if (ctx.trapnr == ESR_EC_DABT || ctx.trapnr == ESR_EC_IABT)
		abort_trap(&ctx);
	else
		other_trap(&ctx);
}

void arm64_trap_serror(struct __regs *regs)
{
	struct ukarch_trap_ctx ctx = {
		.regs = regs,
		.trapnr = ESR_EC_SERROR,
		.error_code = regs->esr_el1,
	};

	if (raise_trap(UK_EVENT_PTR(UKARCH_TRAP_BUS_ERROR), &ctx))
		return;
	ukplat_crash(regs, "Bus error: SError, ESR_EL1 0x%lx\n",
		     regs->esr_el1);
}

void arm64_trap_bad(struct __regs *regs)
{
	ukplat_crash(regs, "Unhandled trap: FIQ or exception from EL0\n");
}

void arm64_trap_overflow(struct __regs *regs)
{
	ukplat_crash(regs,
		     "Stack overflow in an exception handler: address "
		     "0x%016lx, ESR_EL1 0x%lx\n",
		     regs->far_el1, regs->esr_el1);
}
