/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Crash report: message, registers, backtrace along frame pointers. Both
 * architectures keep frames as {previous frame, return address} (System V
 * x86-64 psABI 3.2.2 with -fno-omit-frame-pointer; AAPCS64 6.4.6).
 */
#include <stdarg.h>
#include <uk/arch/limits.h>
#include <uk/asm/lcpu.h>
#include <uk/event.h>
#include <uk/plat/bootstrap.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/console.h>
#include <uk/plat/crash.h>
#include <uk/print.h>

#define BACKTRACE_MAX_FRAMES 32

UK_EVENT(ukplat_crash_reported);

struct stack_frame {
	const struct stack_frame *previous;
	__uptr return_address;
};

#define NO_CPU ((__lcpuid)-1)

/* The CPU whose crash is being reported. */
static __lcpuid crash_lcpu = NO_CPU;

/* Only the first crash of the machine returns from here. */
static void claim_report(void)
{
	static const char nested[] = "CRIT: Crash inside of the crash report\n";
	__lcpuid reporter = NO_CPU;
	__lcpuid me = lcpu_arch_id();

	if (__atomic_compare_exchange_n(&crash_lcpu, &reporter, me, 0,
					__ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
		ukplat_console_seize();
		lcpu_stop_others();
		return;
	}
	while (reporter != me)
		ukarch_halt();
	ukplat_coutk_line(nested, sizeof(nested) - 1);
	ukplat_terminate(UKPLAT_CRASH);
}

/* A frame that can follow `from`: aligned, further up, on the same stack. */
static __bool is_plausible(const struct stack_frame *frame, __uptr from)
{
	__uptr addr = (__uptr)frame;

	return (addr & (sizeof(__uptr) - 1)) == 0 && addr >= from &&
	       addr - from < __STACK_SIZE;
}

static void print_backtrace(const struct stack_frame *frame, __uptr sp)
{
	unsigned int i;

	for (i = 0; i < BACKTRACE_MAX_FRAMES; i++) {
		if (!is_plausible(frame, sp) || !frame->return_address)
			return;
		uk_pr_crit(" 0x%016lx\n", frame->return_address);
		sp = (__uptr)(frame + 1);
		frame = frame->previous;
	}
}

static __noreturn void report_and_end(const struct __regs *regs,
			   const struct stack_frame *here)
{
	if (regs)
		ukarch_dump_regs(regs);
	uk_pr_crit("Backtrace:\n");
	if (regs) {
		uk_pr_crit(" 0x%016lx\n", ukarch_regs_pc(regs));
		print_backtrace((const void *)ukarch_regs_fp(regs),
				ukarch_regs_sp(regs));
	} else {
		/* Inside of the call: what follows it may be another function. */
		uk_pr_crit(" 0x%016lx\n", here->return_address - 1);
		print_backtrace(here->previous, (__uptr)(here + 1));
	}
	uk_raise_event(ukplat_crash_reported, __NULL);
	uk_pr_crit("Crashing\n");
	ukplat_terminate(UKPLAT_CRASH);
}

void ukplat_crash(const struct __regs *regs, const char *fmt, ...)
{
	va_list ap;

	ukarch_irq_disable();
	claim_report();
	va_start(ap, fmt);
	_uk_vprintk(KLVL_CRIT, NULL, NULL, 0, fmt, ap);
	va_end(ap);
	report_and_end(regs, __builtin_frame_address(0));
}

void _ukplat_crash_at(const char *libname, const char *srcname,
		      unsigned int srcline, const char *fmt, ...)
{
	va_list ap;

	ukarch_irq_disable();
	claim_report();
	va_start(ap, fmt);
	_uk_vprintk(KLVL_CRIT, libname, srcname, srcline, fmt, ap);
	va_end(ap);
	report_and_end(NULL, __builtin_frame_address(0));
}
