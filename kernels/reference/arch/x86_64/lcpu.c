/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64 hooks of the generic CPU code: start by INIT and start-up IPI, IPIs,
 * per-CPU set-up. Interface: end of <uk/plat/common/lcpu.h>. Intel SDM vol. 3A
 * 8.4.4 (start-up), 10.6 (IPIs).
 */
#include <errno.h>
#include <uk/arch/limits.h>
#include <uk/arch/paging.h>
#include <uk/essentials.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/paging.h>
#include <x86/cpu.h>
#include <x86/desc.h>
#include <x86/fpu.h>
#include <x86/lapic.h>
#include <x86/protect.h>
#include <x86/smp.h>
#include <x86/tlb.h>

struct x86_ap_slot x86_ap_slots[CONFIG_UKPLAT_LCPU_MAXCOUNT];
__paddr_t x86_ap_top_table;

static __paddr_t trampoline_page;

void x86_ap_set_trampoline(__paddr_t page)
{
	__builtin_memcpy((void *)page, x86_ap_trampoline,
			 (__sz)(x86_ap_trampoline_end - x86_ap_trampoline));
	trampoline_page = page;
}

void lcpu_arch_set_current(struct lcpu *lcpu)
{
	x86_wrmsr(X86_MSR_GS_BASE, (__u64)lcpu);
}

__lcpuid lcpu_arch_id(void)
{
	return x86_lapic_id();
}

/*
 * From here on the CPU gets NMIs for shootdowns. A change of the tables before
 * is seen because translations are dropped now, a change after by the NMI.
 */
static void enter_service(struct lcpu *lcpu)
{
	__atomic_store_n(&lcpu->arch.in_service, 1, __ATOMIC_SEQ_CST);
	ukarch_tlb_flush();
}

void x86_lcpu_boot_ready(void)
{
	enter_service(lcpu_get_current());
}

int lcpu_arch_init(struct lcpu *lcpu)
{
	x86_desc_load(lcpu->idx);
	x86_paging_setup_cpu();
	x86_protect_setup_cpu();
	x86_fpu_setup_cpu();
	x86_lapic_init();
	enter_service(lcpu);
	return 0;
}

static void publish_slot(struct lcpu *lcpu)
{
	struct x86_ap_slot *slot = &x86_ap_slots[lcpu->idx];

	slot->apic_id = (__u32)lcpu->id;
	__atomic_store_n(&slot->lcpu, lcpu, __ATOMIC_RELEASE);
}

/*
 * The manual's delays (10 ms after INIT, a second start-up IPI after 200 us) are
 * for the external 82489DX. The APICs of QEMU and KVM take the start-up IPI as
 * soon as the INIT is done, and one is enough.
 */
int lcpu_arch_start(struct lcpu *lcpu)
{
	__u32 id = (__u32)lcpu->id;
	__u32 page = (__u32)(trampoline_page >> __PAGE_SHIFT);
	int rc;

	if (!trampoline_page)
		return -ENOTSUP;
	x86_ap_top_table = ukplat_pt_get_active()->pt_pbase;
	publish_slot(lcpu);
	rc = x86_lapic_send(id, X86_ICR_INIT);
	if (!rc)
		rc = x86_lapic_send(id, X86_ICR_STARTUP | page);
	return rc;
}

int lcpu_arch_send_ipi(struct lcpu *lcpu, enum lcpu_ipi kind)
{
	__u32 id = (__u32)lcpu->id;

	switch (kind) {
	case LCPU_IPI_RUN:
	case LCPU_IPI_WAKEUP:
		return x86_lapic_send(id, X86_ICR_FIXED |
						  (X86_VECTOR_IPI + kind));
	case LCPU_IPI_STOP:
		__atomic_store_n(&lcpu->arch.stop, 1, __ATOMIC_RELEASE);
		break;
	default:
		break;
	}
	return x86_lapic_send(id, X86_ICR_NMI);
}

void x86_nmi(struct __regs *regs)
{
	struct lcpu *self = lcpu_get_current();

	if (__atomic_load_n(&self->arch.stop, __ATOMIC_ACQUIRE)) {
		__atomic_store_n(&self->arch.in_service, 0, __ATOMIC_RELEASE);
		lcpu_handle_ipi(regs, LCPU_IPI_STOP);
	}
	x86_tlb_serve(self);
	if (regs->rip == (__uptr)x86_halt_irq_gap) {
		regs->rip = (__uptr)x86_halt_irq_begin;
		regs->eflags &= ~X86_EFLAGS_IF;
	}
}
