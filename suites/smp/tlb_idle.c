/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Translations of a CPU that is idle and awake: it has ended a request and has not
 * looked for the next one yet. The lock of its queue keeps it there as long as the
 * case wants, and what it finds then it runs without a sleep in between.
 */
#include <uk/falloc.h>
#include <uk/plat/paging.h>

#include "smp.h"

#define AREA_VADDR 0x0000612000000000UL
#define WORD(page) (*(volatile unsigned long *)(AREA_VADDR + (page) * PAGE_SIZE))

static unsigned int touched, may_end;
static unsigned long found;

static void touch(struct __regs *regs, void *arg)
{
	found = WORD(0);
}

static void touch_and_stay(struct __regs *regs, void *arg)
{
	touch(regs, arg);
	STORE(touched, 1);
	smp_reaches(&may_end, 1);
}

static __paddr_t frame_of(unsigned int page)
{
	unsigned int level = PAGE_LEVEL;
	__pte_t pte;

	if (ukplat_pt_walk(ukplat_pt_get_active(), AREA_VADDR + page * PAGE_SIZE,
			   &level, NULL, &pte))
		return __PADDR_INV;
	return PT_Lx_PTE_PADDR(pte, level);
}

/* The first page shows the frame of the second */
static int exchange_frame(void)
{
	struct uk_pagetable *pt = ukplat_pt_get_active();
	__paddr_t other = frame_of(1);

	if (ukplat_page_unmap(pt, AREA_VADDR, 1, PAGE_FLAG_KEEP_FRAMES))
		return -1;
	return ukplat_page_map(pt, AREA_VADDR, other, 1, PAGE_ATTR_PROT_RW, 0);
}

/* As lcpu_queue_push(), by who has the lock already */
static void push_locked(struct lcpu *lcpu, ukplat_lcpu_func_t fn)
{
	const struct ukplat_lcpu_func request = {.fn = fn};
	struct lcpu_queue *queue = &lcpu->queue;

	queue->fn[queue->tail++ % UKPLAT_LCPU_RUN_DEPTH] = request;
	ADD(lcpu->state, 1);
}

static bool becomes_idle(const struct lcpu *lcpu)
{
	struct uk_test_patience patience;

	uk_test_patience_begin(&patience, smp_timeout());
	while (lcpu_state(lcpu) != LCPU_STATE_IDLE)
		if (!uk_test_may_wait(&patience))
			return false;
	return true;
}

/* @return 0 if the CPU was idle and awake while the page was changed */
static int change_under(struct lcpu *lcpu)
{
	unsigned long flags;
	int rc = -1;

	uk_spin_lock_irqsave(&lcpu->queue.lock, flags);
	STORE(may_end, 1);
	if (becomes_idle(lcpu) && !lcpu_is_asleep(lcpu)) {
		rc = exchange_frame();
		push_locked(lcpu, touch);
	}
	uk_spin_unlock_irqrestore(&lcpu->queue.lock, flags);
	return rc;
}

UK_TESTCASE(smp, tlb_idle_cpu_that_is_awake_is_not_left_out)
{
	struct uk_pagetable *pt = ukplat_pt_get_active();
	__paddr_t first, other;
	__lcpuidx idx[SMP_MAX];

	SMP_NEED(2);
	smp_others(idx);
	UK_TEST_ASSERT(!ukplat_page_map(pt, AREA_VADDR, __PADDR_ANY, 2,
					PAGE_ATTR_PROT_RW, 0));
	first = frame_of(0);
	other = frame_of(1);
	WORD(0) = 1;
	WORD(1) = 2;
	touched = may_end = 0;
	UK_TEST_ASSERT(!smp_run(idx[0], touch_and_stay, NULL));
	UK_TEST_ASSERT(smp_reaches(&touched, 1));
	UK_TEST_EXPECT_ZERO(change_under(lcpu_get(idx[0])));
	UK_TEST_ASSERT(!smp_wait(idx[0]));
	UK_TEST_EXPECTF(found == 2, "CPU %u reads page %lu where page 2 is mapped",
			idx[0], found);
	UK_TEST_EXPECT_ZERO(ukplat_page_unmap(pt, AREA_VADDR, 2,
					      PAGE_FLAG_KEEP_FRAMES));
	UK_TEST_EXPECT_ZERO(pt->fa->ffree(pt->fa, first, 1));
	UK_TEST_EXPECT_ZERO(pt->fa->ffree(pt->fa, other, 1));
}
