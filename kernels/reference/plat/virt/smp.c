/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Logical CPUs of the virt machine: identity (MPIDR_EL1), start through PSCI
 * CPU_ON (Arm DEN 0022, 5.1.4), IPIs through SGIs. The hooks of
 * <uk/plat/common/lcpu.h>.
 */
#include <errno.h>
#include <uk/arch/memtag.h>
#include <uk/asm/psci.h>
#include <uk/asm/sysreg.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/paging.h>

#include <arm64/arm64.h>
#include "gic.h"

/* Cache lines are at least this long: CTR_EL0.DminLine is 4 words or more */
#define DCACHE_LINE_MIN 16

void lcpu_arch_set_current(struct lcpu *lcpu)
{
	SYSREG_WRITE(tpidr_el1, lcpu);
}

__lcpuid lcpu_arch_id(void)
{
	return SYSREG_READ(mpidr_el1) & MPIDR_AFFINITY_MASK;
}

int lcpu_arch_init(struct lcpu *lcpu)
{
	arm64_protect_setup_cpu();
	ukarch_memtag_init_cpu();
	return gic_init_cpu(lcpu);
}

/*
 * The new CPU reads these with its caches off: memory must hold them (D7.5.9,
 * clean to the point of coherency).
 */
static void clean_to_memory(const void *start, __sz len)
{
	__uptr line = (__uptr)start & ~(__uptr)(DCACHE_LINE_MIN - 1);

	for (; line < (__uptr)start + len; line += DCACHE_LINE_MIN)
		__asm__ volatile("dc cvac, %0" ::"r"(line) : "memory");
	dsb(sy);
}

int lcpu_arch_start(struct lcpu *lcpu)
{
	int rc;

	arm64_secondary_pt = ukarch_pt_read_base();
	clean_to_memory(&arm64_secondary_pt, sizeof(arm64_secondary_pt));
	clean_to_memory(lcpu, sizeof(*lcpu));
	rc = psci_call(PSCI_CPU_ON_64, lcpu->id, (__u64)arm64_secondary_entry,
		       (__u64)lcpu);
	if (rc == PSCI_NOT_SUPPORTED)
		return -ENOTSUP;
	return rc == PSCI_SUCCESS ? 0 : -EIO;
}

/* What the interrupt is about is there for the other CPU before the interrupt */
int lcpu_arch_send_ipi(struct lcpu *lcpu, enum lcpu_ipi kind)
{
	dsb(ishst);
	return gic_send_sgi(lcpu, kind) ? -EIO : 0;
}
