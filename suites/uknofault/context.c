/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where the functions may be called: with interrupts off, in the resolution of
 * another fault, on several CPUs at once.
 */
#include <uk/asm/lcpu.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/test_cpus.h>

#include "nofault_test.h"

#define TIMEOUT ukarch_time_sec_to_nsec(20)
#define MAX_CPUS CONFIG_UKPLAT_LCPU_MAXCOUNT

UK_TESTCASE(uknofault, interrupt_state_survives_a_fault)
{
	unsigned long flags = ukarch_irq_save();
	int before = ukarch_irq_disabled();
	__sz got = uk_nofault_probe_r(BASE, 1, 0);
	int after = ukarch_irq_disabled();

	ukarch_irq_restore(flags);
	UK_TEST_EXPECT_ZERO(got);
	UK_TEST_EXPECT(before);
	UK_TEST_EXPECT(after);
	ukarch_irq_enable();
	got = uk_nofault_probe_rw(BASE, 1, NOPG);
	after = ukarch_irq_disabled();
	ukarch_irq_restore(flags);
	UK_TEST_EXPECT_ZERO(got);
	UK_TEST_EXPECT(!after);
}

/* An area that probes and copies, with faults, while it resolves a fault */
static struct {
	unsigned int faults;
	__sz hole, demand, constant, copied;
} inner;

static int probing_fault(struct uk_vma *vma, struct uk_vm_fault *fault)
{
	static char buffer[8];

	inner.faults++;
	inner.hole = uk_nofault_probe_r(0, 1, NOPG) +
		     uk_nofault_probe_rw(vma->end, 1, NOPG);
	/* Demand paging cannot help while the address space is locked */
	inner.demand = uk_nofault_probe_r(vma->end, 1, 0) +
		       uk_nofault_probe_r(vma->end - PAGE_SIZE, 1, 0);
	inner.constant = uk_nofault_probe_r((__vaddr_t)buffer, 8, NOPG);
	inner.copied = uk_nofault_memcpy(buffer, (const char *)vma->end, 8,
					 NOPG | CONT);
	fault->paddr = uk_falloc(vma->vas->pt->fa, 1);
	return fault->paddr == __PADDR_INV ? -ENOMEM : 0;
}

static int probing_unmap(struct uk_vma *vma, __vaddr_t vaddr, __sz len)
{
	return ukplat_page_unmap(vma->vas->pt, vaddr, len >> PAGE_SHIFT, 0);
}

static const struct uk_vma_ops probing_ops = {
	.fault = probing_fault,
	.unmap = probing_unmap,
};

UK_TESTCASE(uknofault, faults_inside_of_faults)
{
	__sz before = free_memory();
	__vaddr_t vaddr = BASE;

	memset(&inner, 0, sizeof(inner));
	UK_TEST_EXPECT_ZERO(uk_vma_map(uk_vas_get_active(), &vaddr, PAGES(3),
				       PAGE_ATTR_PROT_RW, 0, NULL, &probing_ops,
				       NULL));
	EXPECT_R(at(100), PAGES(4), 0, PAGES(3) - 100);
	UK_TEST_EXPECT_SNUM_EQ(inner.faults, 3);
	UK_TEST_EXPECT_ZERO(inner.hole);
	UK_TEST_EXPECT_ZERO(inner.demand);
	UK_TEST_EXPECT_SNUM_EQ(inner.constant, 8);
	UK_TEST_EXPECT_ZERO(inner.copied);
	range_clear();
	UK_TEST_EXPECT_SNUM_EQ(free_memory(), before);
}

/* Each CPU probes and copies in its own mix of good and bad pages */
static unsigned int wrong[MAX_CPUS];

static void probe_for_a_while(struct __regs *regs __unused, void *arg __unused)
{
	unsigned int me = ukplat_lcpu_idx();
	unsigned int i, bad = 0;
	char byte;

	for (i = 0; i < 100; i++) {
		bad += uk_nofault_probe_r(BASE + me, PAGES(2), 0) !=
		       PAGES(1) - me;
		bad += uk_nofault_probe_rw(BASE, PAGES(4), CONT) != PAGES(2);
		bad += uk_nofault_probe_r(0x8000000000000000UL, 1, 0) != 0;
		bad += uk_nofault_memcpy(&byte, at(PAGES(2) + me), 1, 0) != 1;
		bad += uk_nofault_memcpy(at(PAGES(1) + me), &byte, 1, 0) != 0;
	}
	__atomic_store_n(&wrong[me], bad, __ATOMIC_RELEASE);
}

/* Idle CPUs; others may be out of service for ever */
static __lcpuidx idle[MAX_CPUS];

/* Starts CPUs that are still off. @return number of idle CPUs */
static unsigned int start_cpus(void)
{
	unsigned int count = 0;
	__lcpuidx i;

	for (i = 0; i < ukplat_lcpu_count(); i++)
		if (i != ukplat_lcpu_idx() && uk_test_cpu(i))
			idle[count++] = i;
	return count;
}

UK_TESTCASE(uknofault, smp_all_cpus_at_once)
{
	struct ukplat_lcpu_func func = { probe_for_a_while, NULL };
	unsigned int count = start_cpus();
	unsigned int i, num = count;

	if (!count)
		UK_TEST_SKIP("needs 2 CPUs");
	UK_TEST_EXPECT_ZERO(range_make("w-wn"));
	memset(wrong, 0, sizeof(wrong));
	UK_TEST_EXPECT_ZERO(ukplat_lcpu_run(idle, &num, &func, 0));
	probe_for_a_while(NULL, NULL);
	UK_TEST_EXPECT_ZERO(uk_test_wait(idle, &num, TIMEOUT));
	for (i = 0; i < count; i++)
		UK_TEST_EXPECT_ZERO(wrong[idle[i]]);
	UK_TEST_EXPECT_ZERO(wrong[ukplat_lcpu_idx()]);
	range_clear();
}
