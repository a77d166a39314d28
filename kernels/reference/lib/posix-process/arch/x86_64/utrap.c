/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exceptions of x86_64 as signals. Intel SDM vol. 3A 6.15; vol. 1 8.1.3 (x87
 * status), 10.2.3 (MXCSR). Interface: <uk/utrap.h>.
 */
#include <uk/asm/uframe.h>
#include <uk/nofault.h>
#include <uk/utrap.h>

#define FP_FLAGS 0x3f
#define MXCSR_MASK_SHIFT 7
#define SYSCALL_LEN 2

/* The exception that is raised and not masked */
static int fp_code(unsigned int flags)
{
	if (flags & 0x01)
		return UK_FPE_FLTINV;
	if (flags & 0x04)
		return UK_FPE_FLTDIV;
	if (flags & 0x08)
		return UK_FPE_FLTOVF;
	if (flags & 0x12)
		return UK_FPE_FLTUND;
	return UK_FPE_FLTRES;
}

static int x87_code(void)
{
	__u16 status, control;

	__asm__ __volatile__("fnstsw %0" : "=m"(status));
	__asm__ __volatile__("fnstcw %0" : "=m"(control));
	__asm__ __volatile__("fnclex");
	return fp_code((unsigned int)(status & ~control & FP_FLAGS));
}

static int sse_code(void)
{
	__u32 mxcsr;

	__asm__ __volatile__("stmxcsr %0" : "=m"(mxcsr));
	return fp_code(mxcsr & ~(mxcsr >> MXCSR_MASK_SHIFT) & FP_FLAGS);
}

static int math_code(__u64 trapnr)
{
	if (trapnr == X86_TRAP_MF)
		return x87_code();
	return trapnr == X86_TRAP_XF ? sse_code() : UK_FPE_INTDIV;
}

/* syscall: 0F 05 */
static int is_syscall(__uptr pc)
{
	__u16 text;

	return uk_nofault_try_read(text, pc) && text == 0x050f;
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

void uk_utrap_classify(struct uk_utrap *trap, const struct ukarch_trap_ctx *ctx,
		       enum uk_utrap_kind kind)
{
	__uptr pc = ctx->regs->rip;

	trap->trapnr = ctx->trapnr;
	trap->error_code = ctx->error_code;
	switch (kind) {
	case UK_UTRAP_PAGE_FAULT:
		page_fault(trap, ctx);
		break;
	case UK_UTRAP_INVALID_OP:
		trap->is_syscall = is_syscall(pc);
		set(trap, UK_SIGILL, UK_ILL_ILLOPN, pc);
		break;
	case UK_UTRAP_DEBUG:
		set(trap, UK_SIGTRAP,
		    ctx->trapnr == X86_TRAP_BP ? UK_SI_KERNEL : UK_TRAP_BRKPT,
		    ctx->trapnr == X86_TRAP_BP ? 0 : pc);
		break;
	case UK_UTRAP_MATH:
		set(trap, UK_SIGFPE, math_code(ctx->trapnr), pc);
		break;
	case UK_UTRAP_BUS_ERROR:
		set(trap, UK_SIGBUS,
		    ctx->trapnr == X86_TRAP_AC ? UK_BUS_ADRALN : UK_SI_KERNEL,
		    0);
		break;
	case UK_UTRAP_SECURITY:
		set(trap, UK_SIGSEGV, UK_SI_KERNEL, 0);
		break;
	}
}

void uk_utrap_to_syscall(struct __regs *regs)
{
	regs->rip += SYSCALL_LEN;
	regs->trapnr = UK_UFRAME_SYSCALL;
	regs->error_code = SYSCALL_LEN;
	regs->rcx = regs->rip;
	regs->r11 = regs->eflags;
}

static int on_security(void *data)
{
	return uk_utrap_event(data, UK_UTRAP_SECURITY);
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_SECURITY, on_security, 9);
