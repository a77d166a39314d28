/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A CPU that is told of a change of the page tables and takes its time: a
 * breakpoint stops it where it would forget the old translation (Intel SDM
 * vol. 3B, 17.2). The change must not be over before it goes on.
 */
#include <uk/asm/trap.h>
#include <uk/event.h>
#include <uk/plat/paging.h>
#include <x86/tlb.h>

#include "../smp.h"

#define AREA_VADDR 0x0000614000000000UL
/* Enough for who does not wait to say that the change is over */
#define DELAY ukarch_time_msec_to_nsec(1)

#define DR7_LOCAL_0 0x401UL /* bit 10 reads as 1 */
#define DR7_NONE 0x400UL
#define EFLAGS_RF (1UL << 16) /* past the breakpoint */

static unsigned int is_armed, is_over, hits, was_over;

static int delay(void *data)
{
	struct ukarch_trap_ctx *ctx = data;
	struct uk_test_patience patience;

	if (!LOAD(is_armed))
		return UK_EVENT_NOT_HANDLED;
	ADD(hits, 1);
	uk_test_patience_begin(&patience, DELAY);
	while (!LOAD(is_over) && uk_test_may_wait(&patience))
		;
	was_over |= LOAD(is_over);
	ctx->regs->eflags |= EFLAGS_RF;
	return UK_EVENT_HANDLED;
}

UK_EVENT_HANDLER(UKARCH_TRAP_DEBUG, delay);

static void stop_at(void (*fn)(struct lcpu *self))
{
	__asm__ __volatile__("mov %0, %%dr0\n\t"
			     "mov %1, %%dr7"
			     :
			     : "r"(fn), "r"(fn ? DR7_LOCAL_0 : DR7_NONE));
}

static void be_slow(struct __regs *regs, void *arg)
{
	stop_at(x86_tlb_serve);
	STORE(is_armed, 1);
	smp_reaches(&is_over, 1);
	stop_at(NULL);
	STORE(is_armed, 0);
}

UK_TESTCASE(smp, tlb_change_waits_for_a_slow_cpu)
{
	struct uk_pagetable *pt = ukplat_pt_get_active();
	__lcpuidx idx[SMP_MAX];

	SMP_NEED(2);
	smp_others(idx);
	UK_TEST_ASSERT(!ukplat_page_map(pt, AREA_VADDR, __PADDR_ANY, 1,
					PAGE_ATTR_PROT_RW, 0));
	is_over = hits = was_over = 0;
	UK_TEST_ASSERT(!smp_run(idx[0], be_slow, NULL));
	UK_TEST_ASSERT(smp_reaches(&is_armed, 1));
	UK_TEST_EXPECT_SNUM_EQ(ukplat_page_unmap(pt, AREA_VADDR, 1, 0), 0);
	STORE(is_over, 1);
	UK_TEST_ASSERT(!smp_wait(idx[0]));
	UK_TEST_EXPECT_SNUM_GE(hits, 1);
	UK_TEST_EXPECT_SNUM_EQ(was_over, 0);
}
