/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Several CPUs in one address space: all fault on the same pages at once, and
 * changes made by one are seen by all.
 */
#include <uk/plat/common/lcpu.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/test_cpus.h>

#include "vmem_test.h"

#define MAX_CPUS CONFIG_UKPLAT_LCPU_MAXCOUNT
#define ROUNDS 2

/* What the CPUs work on together */
static struct {
	unsigned long pages;
	__sz readable[MAX_CPUS];
} work;

/* Idle CPUs; others may be out of service for ever */
static __lcpuidx idle[MAX_CPUS];
static unsigned int idle_count;

/* Starts CPUs that are still off. @return number of idle CPUs and this one */
static unsigned int start_cpus(void)
{
	__lcpuidx i;

	idle_count = 0;
	for (i = 0; i < ukplat_lcpu_count(); i++)
		if (i != ukplat_lcpu_idx() && uk_test_cpu(i))
			idle[idle_count++] = i;
	return idle_count + 1;
}

/* One count per CPU in each page: a page given two frames loses some */
static void count_pages(struct __regs *regs __unused, void *arg __unused)
{
	unsigned long i;

	for (i = 0; i < work.pages; i++)
		__atomic_add_fetch((__u64 *)(BASE + PAGES(i)), 1,
				   __ATOMIC_RELAXED);
}

static void probe_write(struct __regs *regs __unused, void *arg __unused)
{
	work.readable[ukplat_lcpu_idx()] =
		uk_nofault_probe_rw(BASE, PAGES(work.pages), 0);
}

static unsigned long pages_with(__u64 count)
{
	unsigned long i, good = 0;

	for (i = 0; i < work.pages; i++)
		good += *(volatile __u64 *)(BASE + PAGES(i)) == count;
	return good;
}

UK_TESTCASE(ukvmem, smp_demand_paging_of_the_same_pages)
{
	unsigned int cpus = start_cpus();
	struct vm_state s = vm_state();
	unsigned int round;

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	work.pages = 64;
	for (round = 0; round < ROUNDS; round++) {
		UK_TEST_EXPECT_ZERO(vm_anon(0, 64, RW, 0, NULL));
		UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(count_pages, NULL));
		UK_TEST_EXPECT_SNUM_EQ(pages_with(cpus), 64);
		UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 64);
		vm_clear();
	}
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, smp_demand_paging_of_large_pages)
{
	unsigned int cpus = start_cpus();
	struct vm_state s = vm_state();
	__vaddr_t vaddr = BASE;

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	work.pages = 1024;
	UK_TEST_EXPECT_ZERO(uk_vma_map_anon(vas(), &vaddr, PAGES(1024), RW,
					    UK_VMA_MAP_SIZE_2MB, NULL));
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(count_pages, NULL));
	UK_TEST_EXPECT_SNUM_EQ(pages_with(cpus), 1024);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), 1024);
	vm_clear();
	EXPECT_NO_LEAK(s);
}

/* Each change is made here, and tried by all others, who used the pages */
UK_TESTCASE(ukvmem, smp_changes_are_seen_by_all)
{
	unsigned int cpus = start_cpus();
	struct vm_state s = vm_state();
	__lcpuidx i;
	__sz want;
	int step;

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	work.pages = 8;
	UK_TEST_EXPECT_ZERO(vm_anon(0, 8, RW, 0, NULL));
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(count_pages, NULL));
	for (step = 0; step < 4; step++) {
		memset(work.readable, 0xff, sizeof(work.readable));
		UK_TEST_EXPECT_ZERO(uk_vma_set_attr(vas(), BASE + PAGES(5),
						    PAGES(3),
						    step & 1 ? RW : RO, 0));
		UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(probe_write, NULL));
		want = PAGES(step & 1 ? 8 : 5);
		for (i = 0; i < idle_count; i++)
			UK_TEST_EXPECT_SNUM_EQ(work.readable[idle[i]], want);
	}
	vm_clear();
	EXPECT_NO_LEAK(s);
}

UK_TESTCASE(ukvmem, smp_dontneed_is_seen_by_all)
{
	unsigned int cpus = start_cpus();
	struct vm_state s = vm_state();
	unsigned int round;

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	work.pages = 16;
	UK_TEST_EXPECT_ZERO(vm_anon(0, 16, RW, 0, NULL));
	for (round = 0; round < ROUNDS; round++) {
		UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(count_pages, NULL));
		UK_TEST_EXPECT_SNUM_EQ(pages_with(cpus), 16);
		UK_TEST_EXPECT_ZERO(uk_vma_advise(vas(), BASE, PAGES(16),
						  UK_VMA_ADV_DONTNEED, 0));
		UK_TEST_EXPECT_ZERO(vm_frames_since(&s));
	}
	vm_clear();
	EXPECT_NO_LEAK(s);
}

/* An area that takes its time to resolve a fault, and watches out for company */
static struct {
	unsigned int inside;
	unsigned int together;
} slow;

#define SLOW_PAGES 4

static int slow_fault(struct uk_vma *vma, struct uk_vm_fault *fault)
{
	__nsec start = ukplat_monotonic_clock();

	if (__atomic_add_fetch(&slow.inside, 1, __ATOMIC_ACQ_REL) > 1)
		__atomic_add_fetch(&slow.together, 1, __ATOMIC_RELAXED);
	while (ukplat_monotonic_clock() - start <
	       ukarch_time_usec_to_nsec(200))
		ukarch_cpu_relax();
	__atomic_sub_fetch(&slow.inside, 1, __ATOMIC_ACQ_REL);
	fault->paddr = uk_falloc(vma->vas->pt->fa, 1);
	return fault->paddr == __PADDR_INV ? -ENOMEM : 0;
}

static int slow_unmap(struct uk_vma *vma, __vaddr_t vaddr, __sz len)
{
	return ukplat_page_unmap(vma->vas->pt, vaddr, len >> PAGE_SHIFT, 0);
}

static const struct uk_vma_ops slow_ops = {
	.fault = slow_fault,
	.unmap = slow_unmap,
};

static void touch_own_pages(struct __regs *regs __unused, void *arg __unused)
{
	__vaddr_t own = BASE + PAGES(ukplat_lcpu_idx() * SLOW_PAGES);

	uk_nofault_probe_rw(own, PAGES(SLOW_PAGES), 0);
}

UK_TESTCASE(ukvmem, smp_faults_are_resolved_one_at_a_time)
{
	unsigned int cpus = start_cpus();
	struct vm_state s = vm_state();
	__vaddr_t vaddr = BASE;

	if (cpus < 2)
		UK_TEST_SKIP("needs 2 CPUs");
	memset(&slow, 0, sizeof(slow));
	UK_TEST_EXPECT_ZERO(uk_vma_map(vas(), &vaddr,
				       PAGES(MAX_CPUS * SLOW_PAGES), RW, 0,
				       NULL, &slow_ops, NULL));
	UK_TEST_EXPECT_ZERO(uk_test_on_all_cpus(touch_own_pages, NULL));
	UK_TEST_EXPECT_ZERO(slow.together);
	UK_TEST_EXPECT_SNUM_EQ(vm_frames_since(&s), cpus * SLOW_PAGES);
	vm_clear();
	EXPECT_NO_LEAK(s);
}
