/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Translations that other CPUs have cached: after ukplat_page_unmap(), _set_attr()
 * and _map() return, no CPU uses the old ones. The other CPU touches the page,
 * waits while the boot CPU changes it, and touches it again. What it does in
 * between, naps included, flushes nothing.
 */
#include <uk/nofault.h>
#include <uk/plat/paging.h>

#include "smp.h"

#define AREA_VADDR 0x0000610000000000UL
#define FEW_PAGES 5 /* flushed one by one, the last one too */
#define AREA_PAGES 40 /* more than an architecture flushes one by one */

static volatile unsigned long *word_of(unsigned int page)
{
	return (volatile unsigned long *)(AREA_VADDR + page * PAGE_SIZE);
}

static int map_area(unsigned int pages)
{
	unsigned int i;
	int rc = ukplat_page_map(ukplat_pt_get_active(), AREA_VADDR,
				 __PADDR_ANY, pages, PAGE_ATTR_PROT_RW, 0);

	for (i = 0; !rc && i < pages; i++)
		*word_of(i) = 0x1000 + i;
	return rc;
}

static int unmap_area(unsigned int pages)
{
	return ukplat_page_unmap(ukplat_pt_get_active(), AREA_VADDR, pages, 0);
}

static int protect_area(unsigned int pages, unsigned long attr)
{
	return ukplat_page_set_attr(ukplat_pt_get_active(), AREA_VADDR, pages,
				    attr, 0);
}

/* Handshake with the CPU that has the translations, and what it found */
static struct {
	unsigned int pages;
	unsigned int warm, changed;
	unsigned int readable, writable;
	unsigned long sum; /* of the words, where they are read */
} peer;

/* Number of pages that can be accessed, without harm */
static unsigned int probe(__sz (*access)(__vaddr_t, __sz, unsigned long))
{
	unsigned int i, good = 0;

	for (i = 0; i < peer.pages; i++)
		good += access((__vaddr_t)word_of(i), sizeof(long),
			       UK_NOFAULTF_NOPAGING)
			== sizeof(long);
	return good;
}

static void warm_up(void)
{
	unsigned int i;

	for (i = 0; i < peer.pages; i++)
		*word_of(i) = *word_of(i);
	STORE(peer.warm, 1);
	smp_reaches(&peer.changed, 1);
}

static void warm_and_probe(struct __regs *regs, void *arg)
{
	warm_up();
	peer.readable = probe(uk_nofault_probe_r);
	peer.writable = probe(uk_nofault_probe_rw);
}

static void warm_and_read(struct __regs *regs, void *arg)
{
	unsigned int i;

	warm_up();
	for (i = 0; i < peer.pages; i++)
		peer.sum += *word_of(i);
}

/* @return whether the CPU has all translations and waits */
static int warm(__lcpuidx idx, ukplat_lcpu_func_t fn, unsigned int pages)
{
	peer.pages = pages;
	peer.warm = peer.changed = peer.readable = peer.writable = 0;
	peer.sum = 0;
	return !smp_run(idx, fn, NULL) && smp_reaches(&peer.warm, 1);
}

static int tell_changed(__lcpuidx idx)
{
	STORE(peer.changed, 1);
	return !smp_wait(idx);
}

/* In turn, and the other way round where rights change: each CPU sees both. */
static const unsigned int sizes[] = {FEW_PAGES, AREA_PAGES};

static void unmap_under(struct uk_testcase *esac, __lcpuidx idx,
			unsigned int pages)
{
	UK_TEST_ASSERT(!map_area(pages));
	UK_TEST_ASSERT(warm(idx, warm_and_probe, pages));
	UK_TEST_EXPECT_SNUM_EQ(unmap_area(pages), 0);
	UK_TEST_ASSERT(tell_changed(idx));
	UK_TEST_EXPECTF(!peer.readable && !peer.writable,
			"CPU %u reads %u and writes %u of %u unmapped pages",
			idx, peer.readable, peer.writable, pages);
}

UK_TESTCASE(smp, tlb_unmap_reaches_all)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, count = smp_others(idx);

	SMP_NEED(2);
	for (i = 0; i < MAX(count, ARRAY_SIZE(sizes)); i++)
		unmap_under(esac, idx[i % count], sizes[i % ARRAY_SIZE(sizes)]);
}

static void protect_under(struct uk_testcase *esac, __lcpuidx idx,
			  unsigned int pages)
{
	UK_TEST_ASSERT(!map_area(pages));
	UK_TEST_ASSERT(warm(idx, warm_and_probe, pages));
	UK_TEST_EXPECT_SNUM_EQ(protect_area(pages, PAGE_ATTR_PROT_READ), 0);
	UK_TEST_ASSERT(tell_changed(idx));
	UK_TEST_EXPECTF(peer.readable == pages && !peer.writable,
			"CPU %u reads %u and writes %u of %u read-only pages",
			idx, peer.readable, peer.writable, pages);
	UK_TEST_EXPECT_SNUM_EQ(unmap_area(pages), 0);
}

UK_TESTCASE(smp, tlb_protect_reaches_all)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, count = smp_others(idx);

	SMP_NEED(2);
	for (i = 0; i < MAX(count, ARRAY_SIZE(sizes)); i++)
		protect_under(esac, idx[i % count],
			      sizes[(i + 1) % ARRAY_SIZE(sizes)]);
}

/* The frames that a walk finds under the area */
static __paddr_t frame_of(unsigned int page)
{
	unsigned int level = PAGE_LEVEL;
	__pte_t pte;

	if (ukplat_pt_walk(ukplat_pt_get_active(), (__vaddr_t)word_of(page),
			   &level, NULL, &pte))
		return __PADDR_INV;
	return PT_Lx_PTE_PADDR(pte, level);
}

/* Exchanges the frames of pages 0 and 1 by unmapping and mapping them */
static int exchange_frames(void)
{
	struct uk_pagetable *pt = ukplat_pt_get_active();
	__paddr_t first = frame_of(0), second = frame_of(1);

	if (ukplat_page_unmap(pt, AREA_VADDR, 2, PAGE_FLAG_KEEP_FRAMES))
		return -1;
	return ukplat_page_map(pt, AREA_VADDR, second, 1, PAGE_ATTR_PROT_RW, 0)
	       | ukplat_page_map(pt, AREA_VADDR + PAGE_SIZE, first, 1,
				 PAGE_ATTR_PROT_RW, 0);
}

static void read_first(struct __regs *regs, void *arg)
{
	warm_up();
	peer.sum = *word_of(0);
}

UK_TESTCASE(smp, tlb_other_frame_is_seen)
{
	__lcpuidx idx[SMP_MAX];
	unsigned int i, count = smp_others(idx);

	SMP_NEED(2);
	UK_TEST_ASSERT(!map_area(2));
	for (i = 0; i < count; i++) {
		unsigned long expected = *word_of(1);

		UK_TEST_ASSERT(warm(idx[i], read_first, 2));
		UK_TEST_ASSERT(!exchange_frames());
		UK_TEST_ASSERT(tell_changed(idx[i]));
		UK_TEST_EXPECTF(peer.sum == expected,
				"CPU %u reads 0x%lx where 0x%lx is mapped",
				idx[i], peer.sum, expected);
	}
	UK_TEST_EXPECT_SNUM_EQ(unmap_area(2), 0);
}

UK_TESTCASE(smp, tlb_untouched_pages_stay)
{
	struct uk_pagetable *pt = ukplat_pt_get_active();
	__lcpuidx idx[SMP_MAX];

	SMP_NEED(2);
	smp_others(idx);
	UK_TEST_ASSERT(!map_area(4));
	UK_TEST_ASSERT(warm(idx[0], warm_and_probe, 4));
	UK_TEST_EXPECT_SNUM_EQ(
		ukplat_page_unmap(pt, AREA_VADDR + PAGE_SIZE, 2, 0), 0);
	UK_TEST_ASSERT(tell_changed(idx[0]));
	UK_TEST_EXPECT_SNUM_EQ(peer.readable, 2);
	UK_TEST_EXPECT_SNUM_EQ(peer.writable, 2);
	UK_TEST_EXPECT_SNUM_EQ(unmap_area(4), 0);
}

UK_TESTCASE(smp, tlb_widened_rights_are_usable)
{
	__lcpuidx idx[SMP_MAX];
	unsigned long sum = 0;
	unsigned int i;

	SMP_NEED(2);
	smp_others(idx);
	UK_TEST_ASSERT(!map_area(3));
	for (i = 0; i < 3; i++)
		sum += *word_of(i);
	UK_TEST_EXPECT_SNUM_EQ(protect_area(3, PAGE_ATTR_PROT_READ), 0);
	UK_TEST_EXPECT_SNUM_EQ(protect_area(3, PAGE_ATTR_PROT_RW), 0);
	UK_TEST_ASSERT(warm(idx[0], warm_and_read, 3));
	UK_TEST_ASSERT(tell_changed(idx[0]));
	UK_TEST_EXPECT_SNUM_EQ(peer.sum, sum);
	UK_TEST_EXPECT_SNUM_EQ(unmap_area(3), 0);
}

/* A CPU that has interrupts disabled for long must not hold up the others */
static void warm_without_irqs(struct __regs *regs, void *arg)
{
	ukarch_irq_disable();
	warm_and_probe(regs, arg);
	ukarch_irq_enable();
}

UK_TESTCASE(smp, tlb_reaches_cpu_without_interrupts)
{
	__lcpuidx idx[SMP_MAX];

	SMP_NEED(2);
	smp_others(idx);
	UK_TEST_ASSERT(!map_area(1));
	UK_TEST_ASSERT(warm(idx[0], warm_without_irqs, 1));
	UK_TEST_EXPECT_SNUM_EQ(unmap_area(1), 0);
	UK_TEST_ASSERT(tell_changed(idx[0]));
	UK_TEST_EXPECT_SNUM_EQ(peer.readable, 0);
}

static void touch(struct __regs *regs, void *arg)
{
	peer.sum = *word_of(0);
}

/* Shootdowns may leave out a CPU that sleeps, if it forgets all when it wakes */
UK_TESTCASE(smp, tlb_sleeper_sees_what_it_missed)
{
	__lcpuidx idx[SMP_MAX];
	unsigned long expected;
	unsigned int i, count = smp_others(idx);

	SMP_NEED(2);
	UK_TEST_ASSERT(!map_area(2));
	for (i = 0; i < count; i++) {
		expected = *word_of(1);
		UK_TEST_ASSERT(!smp_run(idx[i], touch, NULL));
		UK_TEST_ASSERT(!smp_wait(idx[i]));
		UK_TEST_ASSERT(smp_falls_asleep(idx[i]));
		UK_TEST_ASSERT(!exchange_frames());
		UK_TEST_ASSERT(!smp_run(idx[i], touch, NULL));
		UK_TEST_ASSERT(!smp_wait(idx[i]));
		UK_TEST_EXPECTF(peer.sum == expected,
				"CPU %u reads 0x%lx where 0x%lx is mapped",
				idx[i], peer.sum, expected);
	}
	UK_TEST_EXPECT_SNUM_EQ(unmap_area(2), 0);
}

static unsigned int asked_sleeper;
static int ask_failed;

/* The boot CPU sleeps in its own code: it is left out of the change, too */
static void change_and_ask_boot_cpu(struct __regs *regs, void *arg)
{
	const __lcpuidx boot_cpu = 0;
	unsigned int one = 1;

	ask_failed = !smp_falls_asleep(boot_cpu) || exchange_frames() ||
		     smp_run(boot_cpu, touch, NULL);
	STORE(asked_sleeper, 1);
	ukplat_lcpu_wakeup(&boot_cpu, &one);
}

/* A request runs in the interrupt that ends the sleep, before the code behind it */
UK_TESTCASE(smp, tlb_request_wakes_a_sleeper_afresh)
{
	__lcpuidx idx[SMP_MAX];
	unsigned long expected;
	int rc;

	SMP_NEED(2);
	smp_others(idx);
	UK_TEST_ASSERT(!map_area(2));
	expected = *word_of(1);
	asked_sleeper = 0;
	ukarch_irq_disable();
	touch(NULL, NULL);
	rc = smp_run(idx[0], change_and_ask_boot_cpu, NULL);
	while (!rc && !LOAD(asked_sleeper))
		ukplat_lcpu_halt_irq();
	ukarch_irq_enable();
	UK_TEST_ASSERT(!rc && !smp_wait(idx[0]) && !ask_failed);
	UK_TEST_EXPECTF(peer.sum == expected,
			"the boot CPU reads 0x%lx where 0x%lx is mapped",
			peer.sum, expected);
	UK_TEST_EXPECT_SNUM_EQ(unmap_area(2), 0);
}

/* The other way round: the boot CPU has the translation, another changes it */
static void protect_one(struct __regs *regs, void *arg)
{
	*(int *)arg = protect_area(1, PAGE_ATTR_PROT_READ);
}

UK_TESTCASE(smp, tlb_change_by_another_cpu_reaches_boot_cpu)
{
	__lcpuidx idx[SMP_MAX];
	int rc = -1;

	SMP_NEED(2);
	smp_others(idx);
	UK_TEST_ASSERT(!map_area(1));
	UK_TEST_ASSERT(!smp_run(idx[0], protect_one, &rc));
	UK_TEST_ASSERT(!smp_wait(idx[0]));
	peer.pages = 1;
	UK_TEST_EXPECT_SNUM_EQ(rc, 0);
	UK_TEST_EXPECT_SNUM_EQ(probe(uk_nofault_probe_r), 1);
	UK_TEST_EXPECT_SNUM_EQ(probe(uk_nofault_probe_rw), 0);
	UK_TEST_EXPECT_SNUM_EQ(unmap_area(1), 0);
}

#define FLUSHES_MAX 100

static unsigned int asked, flushed;

static void flush_often(struct __regs *regs, void *arg)
{
	__nsec start = ukplat_monotonic_clock();
	unsigned long flags;
	unsigned int i;

	for (i = 0; i < FLUSHES_MAX && (!i || smp_has_time(start)); i++) {
		ADD(asked, 1);
		flags = ukarch_irq_save();
		ukplat_tlb_flush_range(AREA_VADDR, i % 5 + 1);
		ukarch_irq_restore(flags);
		ADD(flushed, 1);
	}
}

UK_TESTCASE(smp, tlb_flushes_from_all_sides)
{
	SMP_NEED(2);
	asked = flushed = 0;
	UK_TEST_EXPECT_SNUM_EQ(smp_run_all(flush_often, NULL), 0);
	flush_often(NULL, NULL);
	UK_TEST_EXPECT_SNUM_EQ(smp_wait_all(), 0);
	UK_TEST_EXPECT_SNUM_GE(flushed, smp_cpus());
	UK_TEST_EXPECT_SNUM_EQ(flushed, asked);
}
