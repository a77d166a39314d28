/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Local APIC, both register interfaces: register N lies at offset N in memory
 * (xAPIC) and in MSR 0x800 + N / 16 (x2APIC). Intel SDM vol. 3A table 10-1
 * (registers), 10.6.1 (ICR), 10.12 (x2APIC). Interface: <x86/lapic.h>.
 */
#include <errno.h>
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <x86/cpu.h>
#include <x86/lapic.h>
#include <x86/smp.h>

#define REG_TPR 0x080
#define REG_EOI 0x0b0
#define REG_SVR 0x0f0
#define REG_ESR 0x280
#define REG_ICR 0x300
#define REG_ICR_HIGH 0x310
#define REG_LVT_TIMER 0x320
#define REG_LVT_LINT0 0x350
#define REG_LVT_LINT1 0x360
#define REG_LVT_ERROR 0x370
#define REG_TIMER_INITIAL 0x380
#define REG_TIMER_CURRENT 0x390
#define REG_TIMER_DIVIDE 0x3e0

#define SVR_ENABLE 0x100
#define LVT_MASKED 0x10000
#define TIMER_DIVIDE_1 0xb
#define ICR_ASSERT 0x4000
#define ICR_PENDING 0x1000

#define BASE_X2APIC (1UL << 10)
#define BASE_ENABLE (1UL << 11)
#define BASE_ADDR_MASK 0x000ffffffffff000UL
#define MSR_X2APIC 0x800

#define CPUID_1_ECX_X2APIC (1U << 21)
#define XAPIC_BROADCAST 0xff
#define ICR_WAIT_MAX 1000000

/* The same on all CPUs: the boot CPU decides */
static int is_x2apic;
static volatile __u32 *mmio;

static __u32 reg_read(__u32 reg)
{
	if (is_x2apic)
		return (__u32)x86_rdmsr(MSR_X2APIC + reg / 16);
	return mmio[reg / 4];
}

static void reg_write(__u32 reg, __u32 value)
{
	if (is_x2apic)
		x86_wrmsr(MSR_X2APIC + reg / 16, value);
	else
		mmio[reg / 4] = value;
}

static void enable(void)
{
	__u64 base = x86_rdmsr(X86_MSR_APIC_BASE);

	is_x2apic = (base & BASE_X2APIC) ||
		    (x86_cpuid(1, 0).ecx & CPUID_1_ECX_X2APIC);
	mmio = (volatile __u32 *)(base & BASE_ADDR_MASK);
	/* The way to x2APIC mode leads through xAPIC mode, 10.12.5 */
	x86_wrmsr(X86_MSR_APIC_BASE, base | BASE_ENABLE);
	if (is_x2apic)
		x86_wrmsr(X86_MSR_APIC_BASE, base | BASE_ENABLE | BASE_X2APIC);
}

void x86_lapic_init(void)
{
	enable();
	reg_write(REG_TPR, 0);
	reg_write(REG_LVT_TIMER, LVT_MASKED);
	reg_write(REG_LVT_LINT0, LVT_MASKED);
	reg_write(REG_LVT_LINT1, LVT_MASKED);
	reg_write(REG_LVT_ERROR, LVT_MASKED);
	reg_write(REG_SVR, SVR_ENABLE | X86_VECTOR_SPURIOUS);
	reg_write(REG_ESR, 0);
}

__u32 x86_lapic_id(void)
{
	struct x86_cpuid topology;

	if (x86_cpuid(0, 0).eax >= 0xb) {
		topology = x86_cpuid(0xb, 0);
		if (topology.ebx)
			return topology.edx;
	}
	return x86_cpuid(1, 0).ebx >> 24;
}

static int xapic_wait_sent(void)
{
	unsigned int i;

	for (i = 0; i < ICR_WAIT_MAX; i++) {
		if (!(reg_read(REG_ICR) & ICR_PENDING))
			return 0;
		ukarch_cpu_relax();
	}
	return -EIO;
}

/* An interrupt handler between the two halves would send to the wrong CPU */
static int xapic_send(__u32 apic_id, __u32 command)
{
	unsigned long flags;
	int rc;

	if (apic_id >= XAPIC_BROADCAST)
		return -EIO;
	flags = ukarch_irq_save();
	rc = xapic_wait_sent();
	if (!rc) {
		reg_write(REG_ICR_HIGH, apic_id << 24);
		reg_write(REG_ICR, command);
	}
	ukarch_irq_restore(flags);
	return rc;
}

int x86_lapic_send(__u32 apic_id, __u32 mode)
{
	__u32 command = mode | ICR_ASSERT;

	/* The MSR write orders nothing by itself, 10.12.3 */
	__asm__ __volatile__("mfence\n\tlfence" ::: "memory");
	if (!is_x2apic)
		return xapic_send(apic_id, command);
	x86_wrmsr(MSR_X2APIC + REG_ICR / 16, (__u64)apic_id << 32 | command);
	return 0;
}

void x86_lapic_eoi(void)
{
	reg_write(REG_EOI, 0);
}

void x86_lapic_timer_start(void)
{
	reg_write(REG_TIMER_DIVIDE, TIMER_DIVIDE_1);
	reg_write(REG_TIMER_INITIAL, 0xffffffff);
}

__u32 x86_lapic_timer_read(void)
{
	return reg_read(REG_TIMER_CURRENT);
}

void x86_lapic_timer_arm(__u32 ticks)
{
	reg_write(REG_LVT_TIMER, X86_VECTOR_TIMER);
	reg_write(REG_TIMER_DIVIDE, TIMER_DIVIDE_1);
	reg_write(REG_TIMER_INITIAL, ticks);
}

int x86_lapic_timer_is_armed(void)
{
	return !(reg_read(REG_LVT_TIMER) & LVT_MASKED) &&
	       reg_read(REG_TIMER_CURRENT);
}
