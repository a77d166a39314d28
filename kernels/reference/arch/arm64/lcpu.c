/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sleep of a CPU, and the register dump of a crash report.
 */
#include <uk/asm/lcpu.h>
#include <uk/print.h>

/*
 * WFI wakes for masked interrupts, too (Arm ARM DDI 0487, D1.6.2): it comes
 * first, so that an interrupt that is pending already ends it.
 */
void ukarch_halt_irq(void)
{
	__asm__ volatile("dsb sy\n\t"
			 "wfi\n\t"
			 "msr daifclr, #2\n\t"
			 "isb\n\t"
			 "msr daifset, #2" ::: "memory");
}

void ukarch_dump_regs(const struct __regs *regs)
{
	uk_pr_crit("PC:   %016lx LR:  %016lx SP:  %016lx\n", regs->elr_el1,
		   regs->lr, regs->sp);
	uk_pr_crit("SPSR: %016lx ESR: %016lx FAR: %016lx\n", regs->spsr_el1,
		   regs->esr_el1, regs->far_el1);
	for (unsigned int i = 0; i < 30; i += 3)
		uk_pr_crit("x%02u:  %016lx x%02u: %016lx x%02u: %016lx\n", i,
			   regs->x[i], i + 1, regs->x[i + 1], i + 2,
			   regs->x[i + 2]);
}
