/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exceptions of AArch64 as signals. Arm ARM (DDI 0487) D17.2.37 (ESR_EL1).
 * Interface: <uk/utrap.h>.
 */
#include <uk/asm/esr.h>
#include <uk/asm/uframe.h>
#include <uk/utrap.h>

/* ISS of a floating-point exception: which one, with TFV */
static int fp_code(__u64 esr)
{
	if (esr & 0x01)
		return UK_FPE_FLTINV;
	if (esr & 0x02)
		return UK_FPE_FLTDIV;
	if (esr & 0x04)
		return UK_FPE_FLTOVF;
	if (esr & 0x08)
		return UK_FPE_FLTUND;
	return UK_FPE_FLTRES;
}

static void set(struct uk_utrap *trap, int signo, int code, __uptr address)
{
	trap->signo = signo;
	trap->code = code;
	trap->address = address;
}

static void page_fault(struct uk_utrap *trap, const struct ukarch_trap_ctx *ctx)
{
	set(trap, UK_SIGSEGV, ctx->is_present ? UK_SEGV_ACCERR : UK_SEGV_MAPERR,
	    ctx->fault_address);
	trap->has_address = 1;
	trap->is_write = ctx->is_write;
	trap->is_exec = ctx->is_exec;
}

static void bus_error(struct uk_utrap *trap, const struct ukarch_trap_ctx *ctx)
{
	set(trap, UK_SIGBUS, UK_BUS_ADRALN, ctx->fault_address);
	trap->has_address = ctx->trapnr == ESR_EC_DABT;
}

void uk_utrap_classify(struct uk_utrap *trap, const struct ukarch_trap_ctx *ctx,
		       enum uk_utrap_kind kind)
{
	__uptr pc = ctx->regs->elr_el1;

	trap->trapnr = ctx->trapnr;
	trap->error_code = ctx->error_code;
	switch (kind) {
	case UK_UTRAP_PAGE_FAULT:
		page_fault(trap, ctx);
		break;
	case UK_UTRAP_INVALID_OP:
		trap->is_syscall = ctx->trapnr == ESR_EC_SVC64;
		set(trap, UK_SIGILL, UK_ILL_ILLOPN, pc);
		break;
	case UK_UTRAP_DEBUG:
		set(trap, UK_SIGTRAP, UK_TRAP_BRKPT, pc);
		break;
	case UK_UTRAP_MATH:
		set(trap, UK_SIGFPE, fp_code(ctx->error_code), pc);
		break;
	case UK_UTRAP_BUS_ERROR:
	case UK_UTRAP_SECURITY:
		bus_error(trap, ctx);
		break;
	}
}

/* ELR is behind the SVC already */
void uk_utrap_to_syscall(struct __regs *regs)
{
	regs->esr_el1 = (__u64)UK_UFRAME_SYSCALL;
}
