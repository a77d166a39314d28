/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exceptions become events; interrupts of the local APIC are inter-processor
 * requests. What no event handler takes is a crash, with the fault's name and
 * address. Intel SDM vol. 3A 6.15. Interface: <uk/asm/trap.h>.
 */
#include <uk/asm/trap.h>
#include <uk/essentials.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/crash.h>
#include <uk/plat/irq.h>
#include <uk/plat/timer.h>
#include <uk/print.h>
#include <x86/cpu.h>
#include <x86/desc.h>
#include <x86/lapic.h>
#include <x86/smp.h>
#include <x86/traps.h>

UK_EVENT(UKARCH_TRAP_PAGE_FAULT);
UK_EVENT(UKARCH_TRAP_INVALID_OP);
UK_EVENT(UKARCH_TRAP_DEBUG);
UK_EVENT(UKARCH_TRAP_MATH);
UK_EVENT(UKARCH_TRAP_BUS_ERROR);
UK_EVENT(UKARCH_TRAP_SECURITY);

struct trap {
	const char *name;
	const struct uk_event *event; /* NULL: always a crash */
};

static const struct trap traps[X86_TRAP_COUNT] = {
	[X86_TRAP_DE] = { "divide error", UK_EVENT_PTR(UKARCH_TRAP_MATH) },
	[X86_TRAP_DB] = { "debug", UK_EVENT_PTR(UKARCH_TRAP_DEBUG) },
	[X86_TRAP_BP] = { "breakpoint", UK_EVENT_PTR(UKARCH_TRAP_DEBUG) },
	[4] = { "overflow", NULL },
	[5] = { "bound range exceeded", NULL },
	[X86_TRAP_UD] = { "invalid opcode",
			  UK_EVENT_PTR(UKARCH_TRAP_INVALID_OP) },
	[7] = { "device not available", NULL },
	[X86_TRAP_DF] = { "double fault", NULL },
	[10] = { "invalid TSS", NULL },
	[X86_TRAP_NP] = { "segment not present",
			  UK_EVENT_PTR(UKARCH_TRAP_BUS_ERROR) },
	[X86_TRAP_SS] = { "stack segment",
			  UK_EVENT_PTR(UKARCH_TRAP_BUS_ERROR) },
	[X86_TRAP_GP] = { "general protection",
			  UK_EVENT_PTR(UKARCH_TRAP_SECURITY) },
	[X86_TRAP_PF] = { "page fault",
			  UK_EVENT_PTR(UKARCH_TRAP_PAGE_FAULT) },
	[X86_TRAP_MF] = { "x87 floating point",
			  UK_EVENT_PTR(UKARCH_TRAP_MATH) },
	[X86_TRAP_AC] = { "alignment check",
			  UK_EVENT_PTR(UKARCH_TRAP_BUS_ERROR) },
	[X86_TRAP_MC] = { "machine check", NULL },
	[X86_TRAP_XF] = { "SIMD floating point",
			  UK_EVENT_PTR(UKARCH_TRAP_MATH) },
};

static const char *access_name(const struct ukarch_trap_ctx *ctx)
{
	if (ctx->is_exec)
		return "execute";
	return ctx->is_write ? "write" : "read";
}

static void __noreturn crash(const struct ukarch_trap_ctx *ctx)
{
	const char *name = traps[ctx->trapnr].name;

	if (ctx->trapnr == X86_TRAP_PF)
		ukplat_crash(ctx->regs,
			     "%s: cannot %s 0x%016lx: %s, error code 0x%lx\n",
			     ukplat_is_stack_overflow(ctx) ? "Stack overflow"
							   : "Page fault",
			     access_name(ctx), ctx->fault_address,
			     ctx->is_present ? "no permission" : "not mapped",
			     ctx->error_code);
	ukplat_crash(ctx->regs, "Unhandled trap: %s, error code 0x%lx\n",
		     name ? name : "reserved exception", ctx->error_code);
}

static void exception(struct __regs *regs)
{
	struct ukarch_trap_ctx ctx = {
		.regs = regs,
		.trapnr = regs->trapnr,
		.error_code = regs->error_code,
	};
	const struct trap *trap = &traps[regs->trapnr];

	if (regs->trapnr == X86_TRAP_PF) {
		ctx.fault_address = x86_read_cr2();
		ctx.is_write = !!(regs->error_code & X86_PF_WRITE);
		ctx.is_exec = !!(regs->error_code & X86_PF_EXEC);
		ctx.is_present = !!(regs->error_code & X86_PF_PRESENT);
	}
	if (!trap->event || uk_raise_event_ptr(trap->event, &ctx) <= 0)
		crash(&ctx);
}

/* Of a line with a level the handler comes first: after the EOI it would
 * interrupt again
 */
static void device(struct __regs *regs)
{
	if (!ukplat_irq_dispatch((unsigned int)regs->trapnr -
				 X86_VECTOR_DEVICE))
		uk_pr_err("Interrupt %lu: nobody's\n",
			  regs->trapnr - X86_VECTOR_DEVICE);
	x86_lapic_eoi();
	ukplat_irq_exit(regs);
}

static void interrupt(struct __regs *regs)
{
	unsigned long kind = regs->trapnr - X86_VECTOR_IPI;

	if (regs->trapnr == X86_VECTOR_SPURIOUS)
		return; /* needs no EOI, SDM vol. 3A 10.9 */
	if (regs->trapnr == X86_VECTOR_TIMER) {
		ukplat_timer_counted();
		x86_lapic_eoi();
		ukplat_irq_exit(regs);
		return;
	}
	if (regs->trapnr - X86_VECTOR_DEVICE < X86_VECTOR_DEVICES) {
		device(regs);
		return;
	}
	if (regs->trapnr < X86_VECTOR_IPI || kind >= LCPU_IPI_COUNT)
		ukplat_crash(regs, "Unexpected interrupt, vector %lu\n",
			     regs->trapnr);
	x86_lapic_eoi();
	lcpu_handle_ipi(regs, (enum lcpu_ipi)kind);
	ukplat_irq_exit(regs);
}

static void on_own_stack(struct __regs *regs, unsigned int ist,
			 void (*handler)(struct __regs *regs))
{
	unsigned int cpu = lcpu_get_current()->idx;

	if (x86_ist_push(cpu, ist))
		ukplat_crash(regs, "Vector %lu: too many nested handlers\n",
			     regs->trapnr);
	handler(regs);
	x86_ist_pop(cpu, ist);
}

void x86_trap(struct __regs *regs)
{
	if (regs->trapnr == X86_TRAP_NMI)
		x86_nmi(regs);
	else if (regs->trapnr == X86_TRAP_DF || regs->trapnr == X86_TRAP_MC)
		exception(regs);
	else if (regs->trapnr < X86_TRAP_COUNT)
		on_own_stack(regs, X86_IST_FAULT, exception);
	else
		on_own_stack(regs, X86_IST_IRQ, interrupt);
}
