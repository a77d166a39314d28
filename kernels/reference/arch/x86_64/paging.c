/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Per-CPU set-up of memory types, and flushing the TLBs of all CPUs.
 *
 * A shootdown reaches the other CPUs as NMI, because they may have interrupts
 * disabled for long, maybe while they wait for a lock that the caller holds. An
 * NMI is taken anyway, so that waiting for all acknowledgements cannot deadlock.
 * The request is published before the NMI is sent and cleared after the flush.
 * CPUs that are asleep are not asked.
 * Intel SDM vol. 3A 4.10.5 (propagation), 6.7 (NMI), 11.12 (PAT).
 */
#include <uk/arch/paging.h>
#include <uk/essentials.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/crash.h>
#include <uk/plat/paging.h>
#include <uk/plat/time.h>
#include <uk/spinlock.h>
#include <x86/cpu.h>
#include <x86/tlb.h>

/* Entries 0 to 7: WB, WC, UC-, UC, twice; entry = PAT, PCD, PWT bits */
#define PAT_VALUE 0x0007010600070106UL
#define CPUID_1_EDX_PAT (1U << 16)
#define CPUID_EXT_EDX_HUGE (1U << 26)

/* More single flushes than this cost more than the refill after a full one */
#define SINGLE_FLUSHES_MAX 32
#define ACK_TIMEOUT_NSEC ukarch_time_sec_to_nsec(10)

int x86_has_huge_pages;

/* What the CPUs whose tlb_pending is set are asked to flush */
static struct {
	struct uk_spinlock lock;
	__vaddr_t vaddr;
	unsigned long pages;
} request;

void x86_paging_setup_cpu(void)
{
	if (x86_cpuid(1, 0).edx & CPUID_1_EDX_PAT)
		x86_wrmsr(X86_MSR_PAT, PAT_VALUE);
	x86_has_huge_pages = !!(x86_cpuid(0x80000001, 0).edx &
				CPUID_EXT_EDX_HUGE);
}

static void flush_here(__vaddr_t vaddr, unsigned long pages)
{
	if (pages > SINGLE_FLUSHES_MAX) {
		ukarch_tlb_flush();
		return;
	}
	for (; pages; pages--, vaddr += PAGE_SIZE)
		ukarch_tlb_flush_entry(vaddr);
}

void x86_tlb_serve(struct lcpu *self)
{
	if (!__atomic_load_n(&self->arch.tlb_pending, __ATOMIC_ACQUIRE))
		return;
	flush_here(request.vaddr, request.pages);
	__atomic_store_n(&self->arch.tlb_pending, 0, __ATOMIC_RELEASE);
}

/* Requests come as NMI, which needs no help from loops that wait. Serving from
 * there, too, would be wrong: an NMI in the middle of it acknowledges first, the
 * next request is made, and the loop would acknowledge that one unseen.
 */
void lcpu_arch_handle_tlb(void)
{
}

static int takes_part(const struct lcpu *lcpu)
{
	return __atomic_load_n(&lcpu->arch.in_service, __ATOMIC_SEQ_CST);
}

static void ask(struct lcpu *lcpu)
{
	if (lcpu_is_asleep(lcpu))
		return;
	__atomic_store_n(&lcpu->arch.tlb_pending, 1, __ATOMIC_RELEASE);
	if (lcpu_arch_send_ipi(lcpu, LCPU_IPI_TLB))
		ukplat_crash(NULL, "CPU %u cannot be told to flush its TLB\n",
			     lcpu->idx);
}

/* Also for one that has fallen asleep since: its NMI is on the way */
static void wait_for(struct lcpu *lcpu)
{
	__nsec begin = ukplat_monotonic_clock();

	while (__atomic_load_n(&lcpu->arch.tlb_pending, __ATOMIC_ACQUIRE) &&
	       takes_part(lcpu)) {
		ukarch_cpu_relax();
		if (ukplat_monotonic_clock() - begin > ACK_TIMEOUT_NSEC)
			ukplat_crash(NULL, "CPU %u does not flush its TLB\n",
				     lcpu->idx);
	}
}

/* Calls `fn` for each other CPU that takes part; returns how many are awake */
static unsigned int each_other(void (*fn)(struct lcpu *lcpu))
{
	struct lcpu *self = lcpu_get_current();
	struct lcpu *lcpu;
	unsigned int count = 0;
	__lcpuidx i;

	for (i = 0; i < ukplat_lcpu_count(); i++) {
		lcpu = lcpu_get(i);
		if (lcpu == self || !takes_part(lcpu))
			continue;
		count += !lcpu_is_asleep(lcpu);
		if (fn)
			fn(lcpu);
	}
	return count;
}

void ukplat_tlb_flush_range(__vaddr_t vaddr, unsigned long pages)
{
	unsigned long flags;

	flush_here(vaddr, pages);
	mb(); /* entries are written before we look who takes part */
	if (!each_other(NULL))
		return;
	uk_spin_lock_irqsave(&request.lock, flags);
	request.vaddr = vaddr;
	request.pages = pages;
	each_other(ask);
	each_other(wait_for);
	uk_spin_unlock_irqrestore(&request.lock, flags);
}
