/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An NMI between STI and HLT: the interrupt that is to end the halt must not come
 * before it.
 */
#include <x86/cpu.h>
#include <x86/smp.h>

#include "../smp.h"

#define NOWHERE 0x1234UL

static struct __regs nmi_at(__uptr rip)
{
	struct __regs regs = {.rip = rip, .eflags = X86_EFLAGS_IF};
	unsigned long flags = ukarch_irq_save();

	x86_nmi(&regs);
	ukarch_irq_restore(flags);
	return regs;
}

UK_TESTCASE(smp, nmi_before_a_halt_lets_nothing_in)
{
	struct __regs regs = nmi_at((__uptr)x86_halt_irq_gap);

	UK_TEST_EXPECT_SNUM_EQ(regs.rip, (__uptr)x86_halt_irq_begin);
	UK_TEST_EXPECT_ZERO(regs.eflags & X86_EFLAGS_IF);
	regs = nmi_at(NOWHERE);
	UK_TEST_EXPECT_SNUM_EQ(regs.rip, NOWHERE);
	UK_TEST_EXPECT_NOT_ZERO(regs.eflags & X86_EFLAGS_IF);
}
