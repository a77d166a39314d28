/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Monotonic clock: the time stamp counter, which all CPUs of a QEMU machine
 * share. Its frequency comes from CPUID where the machine tells it (leaf 0x15,
 * Intel SDM vol. 2A; hypervisor leaf 0x40000010), else it is measured against a
 * clock whose frequency is known:
 *  - the local APIC's timer, one tick a nanosecond in QEMU's own APIC (TCG) and
 *    in KVM's,
 *  - the ACPI power management timer, 3.579545 MHz (ACPI Specification 4.8.3.3).
 */
#include <pc/acpi.h>
#include <pc/clock.h>
#include <uk/arch/time.h>
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/plat/time.h>
#include <uk/print.h>
#include <x86/cpu.h>
#include <x86/lapic.h>

#define LAPIC_TIMER_HZ 1000000000UL
#define PM_TIMER_HZ 3579545UL
#define PM_TIMER_MASK 0xffffffU /* every machine has 24 bits, most no more */

#define CPUID_TSC 0x15
#define CPUID_1_ECX_HYPERVISOR (1U << 31)
#define CPUID_HV 0x40000000U
#define CPUID_HV_TIMING 0x40000010U

/* A shorter measurement is less exact than a few parts in a thousand */
#define SPAN_MIN_NSEC 200000UL
#define SAMPLE_TRIES 4

/* Free running counter of known frequency; counts up, wraps at mask + 1 */
struct reference {
	const char *name;
	__u64 hz;
	__u32 mask;
	__u32 (*read)(void);
};

struct sample {
	__u64 tsc;
	__u32 count;
};

static __u16 pm_timer_port;
static const struct reference *reference;
static struct sample first;

/* ns = (tsc - base_tsc) * nsec_per_tick / 2^32; 0: clock not set up */
static __u64 base_tsc;
static __u64 nsec_per_tick;

static __u32 lapic_count(void)
{
	return ~x86_lapic_timer_read();
}

static __u32 pm_timer_count(void)
{
	return x86_inl(pm_timer_port);
}

static const struct reference lapic_timer = { "local APIC", LAPIC_TIMER_HZ,
					      0xffffffff, lapic_count };
static const struct reference pm_timer = { "ACPI PM timer", PM_TIMER_HZ,
					   PM_TIMER_MASK, pm_timer_count };

/* Highest leaf of a hypervisor that we know to have such an APIC, or 0 */
static __u32 known_hypervisor(void)
{
	struct x86_cpuid r;

	if (!(x86_cpuid(1, 0).ecx & CPUID_1_ECX_HYPERVISOR))
		return 0;
	r = x86_cpuid(CPUID_HV, 0);
	if ((r.ebx == 0x54474354 && r.ecx == r.ebx) || /* "TCGTCGTCGTCG" */
	    (r.ebx == 0x4b4d564b && r.ecx == 0x564b4d56)) /* "KVMKVMKVM" */
		return MAX(r.eax, CPUID_HV);
	return 0;
}

/* Frequency in Hz as CPUID tells it, or 0 */
static __u64 cpuid_tsc_hz(void)
{
	struct x86_cpuid r;

	if (known_hypervisor() >= CPUID_HV_TIMING)
		return (__u64)x86_cpuid(CPUID_HV_TIMING, 0).eax * 1000;
	if (x86_cpuid(0, 0).eax < CPUID_TSC)
		return 0;
	r = x86_cpuid(CPUID_TSC, 0);
	return r.eax ? (__u64)r.ecx * r.ebx / r.eax : 0;
}

static const struct reference *choose_reference(void)
{
	const struct acpi_fadt *fadt = (const void *)pc_acpi_table("FACP");

	if (!known_hypervisor() && fadt && fadt->pm_timer_port) {
		pm_timer_port = (__u16)fadt->pm_timer_port;
		return &pm_timer;
	}
	x86_lapic_timer_start();
	return &lapic_timer;
}

/* The reading of both that lies closest together: others were interrupted */
static struct sample take_sample(void)
{
	struct sample best = { 0, 0 };
	__u64 best_width = __U64_MAX;
	__u64 before, width;
	__u32 count;
	int i;

	for (i = 0; i < SAMPLE_TRIES; i++) {
		before = x86_rdtsc();
		count = reference->read();
		width = x86_rdtsc() - before;
		if (width >= best_width)
			continue;
		best_width = width;
		best.tsc = before + width / 2;
		best.count = count;
	}
	return best;
}

static __u64 elapsed_nsec(__u32 count)
{
	__u64 ticks = (count - first.count) & reference->mask;

	return ticks * UKARCH_NSEC_PER_SEC / reference->hz;
}

static __u64 measured_tsc_hz(void)
{
	struct sample last;

	do
		last = take_sample();
	while (elapsed_nsec(last.count) < SPAN_MIN_NSEC);
	return (last.tsc - first.tsc) * UKARCH_NSEC_PER_SEC /
	       elapsed_nsec(last.count);
}

void pc_clock_begin(void)
{
	if (!cpuid_tsc_hz()) {
		reference = choose_reference();
		first = take_sample();
	} else {
		first.tsc = x86_rdtsc();
	}
}

void ukplat_time_init(void)
{
	__u64 hz = reference ? measured_tsc_hz() : cpuid_tsc_hz();

	base_tsc = first.tsc;
	nsec_per_tick = (UKARCH_NSEC_PER_SEC << 32) / hz;
	uk_pr_debug("TSC: %lu kHz by %s\n", hz / 1000,
		    reference ? reference->name : "CPUID");
}

__nsec ukplat_monotonic_clock(void)
{
	unsigned __int128 ticks;

	if (!nsec_per_tick)
		return 0;
	ticks = x86_rdtsc() - base_tsc;
	return (__nsec)((ticks * nsec_per_tick) >> 32);
}
