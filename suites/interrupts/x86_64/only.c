/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The local APIC: the mode it is in, its timer against the clock, and interrupts
 * that are none. Intel SDM vol. 3A 10.9 (spurious), 10.12 (x2APIC).
 */
#include <x86/cpu.h>
#include <x86/lapic.h>
#include <x86/smp.h>

#include "suite.h"

/* The second serial port */
const unsigned int irq_quiet_line = 3;

#define CPUID_1_ECX_X2APIC (1U << 21)
#define APIC_BASE_X2APIC (1UL << 10)
#define APIC_BASE_ENABLE (1UL << 11)

static __bool has_x2apic(void)
{
	return !!(x86_cpuid(1, 0).ecx & CPUID_1_ECX_X2APIC);
}

UK_TESTCASE(interrupts, x2apic_is_used_where_the_cpu_has_it)
{
	if (!has_x2apic())
		UK_TEST_SKIP("the CPU has no x2APIC");
	UK_TEST_EXPECT(x86_rdmsr(X86_MSR_APIC_BASE) & APIC_BASE_X2APIC);
}

UK_TESTCASE(interrupts, xapic_is_used_where_there_is_no_x2apic)
{
	__u64 base = x86_rdmsr(X86_MSR_APIC_BASE);

	if (has_x2apic())
		UK_TEST_SKIP("the CPU has an x2APIC");
	UK_TEST_EXPECT(base & APIC_BASE_ENABLE);
	UK_TEST_EXPECT_ZERO(base & APIC_BASE_X2APIC);
}

static void count(struct __regs *regs __unused, void *arg)
{
	ADD(*(unsigned int *)arg, 1);
}

static void set_task_priority(__u64 class)
{
	__asm__ __volatile__("movq %0, %%cr8" ::"r"(class) : "memory");
}

/* As one that is masked between its arrival and its delivery: the vector comes
 * and is in service nowhere, so nobody ends it. All others come as before
 */
UK_TESTCASE(interrupts, spurious_interrupts_change_nothing)
{
	unsigned int seen = 0;
	unsigned int i;

	for (i = 0; i < 20; i++) {
		__u64 timers = ukplat_timer_count();
		unsigned long flags;

		__asm__ __volatile__("int %0" ::"i"(X86_VECTOR_SPURIOUS)
				     : "memory");
		UK_TEST_ASSERT(irq_request(count, &seen) == 0);
		UK_TEST_ASSERT(irq_reaches(&seen, i + 1));
		flags = ukarch_irq_save();
		ukplat_timer_set(ukplat_monotonic_clock());
		ukarch_irq_restore(flags);
		UK_TEST_ASSERT(irq_timer_reaches(timers + 1));
	}
}

/* CR8 holds back all vectors of its class and below (10.8.3.1) */
UK_TESTCASE(interrupts, task_priority_holds_interrupts_back)
{
	unsigned int seen = 0;
	int rc;

	set_task_priority(15);
	rc = irq_request(count, &seen);
	irq_spin(ukarch_time_usec_to_nsec(100));
	UK_TEST_EXPECT_ZERO(LOAD(seen));
	set_task_priority(0);
	UK_TEST_EXPECT_ZERO(rc);
	UK_TEST_EXPECT(irq_reaches(&seen, 1));
}

/* Four seconds: more than a busy host makes of the loop */
#define SPAN_TICKS 4000000000U

static struct {
	__nsec passed;
	__u32 ticks;
} spans[CONFIG_UKPLAT_LCPU_MAXCOUNT];

/* The ticks are taken outside of the times, so they are more */
static void measure(struct __regs *regs __unused, void *arg __unused)
{
	unsigned long flags = ukarch_irq_save();
	__lcpuidx self = ukplat_lcpu_idx();
	__nsec from;

	x86_lapic_timer_arm(SPAN_TICKS);
	from = ukplat_monotonic_clock();
	irq_spin(ukarch_time_usec_to_nsec(200));
	spans[self].passed = ukplat_monotonic_clock() - from;
	spans[self].ticks = SPAN_TICKS - x86_lapic_timer_read();
	ukplat_timer_set(ukplat_monotonic_clock());
	ukarch_irq_restore(flags);
}

/* Another divisor would make each interrupt late, which no host excuses */
UK_TESTCASE(interrupts, timer_of_each_cpu_counts_as_fast_as_the_clock)
{
	__lcpuidx i;

	uk_test_cpus();
	UK_TEST_ASSERT(!uk_test_on_all_cpus(measure, NULL));
	for (i = 0; i < ukplat_lcpu_count(); i++)
		UK_TEST_EXPECTF(spans[i].ticks >= spans[i].passed *
				(100 - IRQ_EARLY_PERCENT) / 100,
				"CPU %u: expected %lu ns to be as many ticks "
				"but were %u", i, spans[i].passed,
				spans[i].ticks);
}

/* Nor does the clock leave out any of the time that the timer tells */
UK_TESTCASE(interrupts, clock_is_not_slower_than_the_timer)
{
	unsigned long flags = ukarch_irq_save();
	__nsec from = ukplat_monotonic_clock(), passed;
	__u32 ticks;

	x86_lapic_timer_arm(SPAN_TICKS);
	do
		ticks = SPAN_TICKS - x86_lapic_timer_read();
	while (ticks < ukarch_time_usec_to_nsec(200));
	passed = ukplat_monotonic_clock() - from;
	ukplat_timer_set(ukplat_monotonic_clock());
	ukarch_irq_restore(flags);
	UK_TEST_EXPECTF(passed >= (__nsec)ticks * (100 - IRQ_EARLY_PERCENT) / 100,
			"expected %u ns to pass but were %lu", ticks, passed);
}
