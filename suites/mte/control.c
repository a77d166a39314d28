/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The registers, and accesses that the architecture leaves unchecked: Arm ARM (DDI
 * 0487) D9.5 (tag checked and unchecked accesses), D17.2.
 */
#include <uk/asm/esr.h>
#include <uk/asm/trap.h>
#include <uk/nofault.h>
#include <uk/plat/bootinfo.h>
#include <uk/plat/common/lcpu.h>
#include <uk/test_cpus.h>
#include <string.h>

#include "mte_test.h"

/* SCTLR_EL1.TCF, TCR_EL1.TCMA0 */
#define TCR_TCMA0 (1UL << 57)

/* What the other cases leave out, they leave out for a reason */
UK_TESTCASE(mte, tags_are_on_where_the_cpu_has_them)
{
	const char *line = ukplat_bootinfo_get()->cmdline;
	__u64 version = SYSREG_READ(id_aa64pfr1_el1) >> PFR1_MTE_SHIFT & 0xf;

	if (version < PFR1_MTE3 && strstr(line, "memtag.mode=asymm"))
		version = 0;
	UK_TEST_EXPECT_SNUM_EQ(ukarch_memtag_enabled(),
			       version >= PFR1_MTE2 &&
				       !strstr(line, "memtag.mode=off"));
}

UK_TESTCASE(mte, registers_are_set_up)
{
	NEED_TAGS();
	__u64 sctlr = SYSREG_READ(sctlr_el1);

	UK_TEST_EXPECT_SNUM_EQ((sctlr & SCTLR_TCF_MASK) >> SCTLR_TCF_SHIFT,
			       ukarch_memtag_mode());
	UK_TEST_EXPECT_NOT_ZERO(sctlr & SCTLR_ATA);
	UK_TEST_EXPECT_NOT_ZERO(sctlr & SCTLR_ITFSB);
	UK_TEST_EXPECT_ZERO(SYSREG_READ(GCR_REG) & GCR_EXCLUDE);
	UK_TEST_EXPECT_NOT_ZERO(SYSREG_READ(RGSR_REG) >> RGSR_SEED_SHIFT);
	UK_TEST_EXPECT_NOT_ZERO(SYSREG_READ(tcr_el1) & TCR_TBI0);
	UK_TEST_EXPECT_ZERO(SYSREG_READ(tcr_el1) & TCR_TCMA0);
	UK_TEST_EXPECT_ZERO(SYSREG_READ(TFSR_REG));
	UK_TEST_EXPECT_ZERO(SYSREG_READ(TCO_REG));
}

/* An emulator makes up a seed when a tag is drawn without one, so nothing draws here */
UK_TESTCASE(mte, start_of_a_cpu_sets_up_its_generator)
{
	NEED_TAGS();
	__u64 seed;

	SYSREG_WRITE(RGSR_REG, 0UL);
	SYSREG_WRITE(GCR_REG, GCR_EXCLUDE);
	isb();
	ukarch_memtag_init_cpu();
	seed = SYSREG_READ(RGSR_REG) >> RGSR_SEED_SHIFT;
	UK_TEST_EXPECT_NOT_ZERO(seed);
	UK_TEST_EXPECT_SNUM_EQ(SYSREG_READ(GCR_REG), GCR_RRND);
}

UK_TESTCASE(mte, gcr_excludes_tags)
{
	NEED_TAGS();
	__u64 gcr = SYSREG_READ(GCR_REG);
	unsigned int wrong = 0;
	char *p = uk_malloc(HEAP, 16), *q;

	for (unsigned int tag = 0; tag < MEMTAG_COUNT; tag++) {
		SYSREG_WRITE(GCR_REG, gcr | (0xffff & ~(1UL << tag)));
		isb();
		q = ukarch_memtag_region(p, 16);
		wrong += ukarch_memtag_of(q) != tag;
		wrong += ukarch_memtag_get(p) != tag;
	}
	SYSREG_WRITE(GCR_REG, gcr);
	isb();
	UK_TEST_EXPECT_ZERO(wrong);
	ukarch_memtag_set(p, 16);
	uk_free(HEAP, p);
}

static void draw_tags(unsigned int tags[16])
{
	for (unsigned int i = 0; i < 16; i++) {
		char *p = NULL;

		__asm__ volatile(".arch armv8.5-a+memtag\n\t"
				 "irg %0, %0" : "+r"(p));
		tags[i] = ukarch_memtag_of(p);
	}
}

/* RRND = 0: the algorithm that the architecture describes (D9.4.2) */
UK_TESTCASE(mte, same_seed_same_tags)
{
	NEED_TAGS();
	__u64 gcr = SYSREG_READ(GCR_REG), rgsr;
	unsigned int a[16], b[16], c[16];

	rgsr = SYSREG_READ(RGSR_REG);
	SYSREG_WRITE(GCR_REG, gcr & ~(__u64)GCR_RRND);
	SYSREG_WRITE(RGSR_REG, 0x1234UL << RGSR_SEED_SHIFT);
	draw_tags(a);
	SYSREG_WRITE(RGSR_REG, 0x1234UL << RGSR_SEED_SHIFT);
	draw_tags(b);
	SYSREG_WRITE(RGSR_REG, 0x4321UL << RGSR_SEED_SHIFT);
	draw_tags(c);
	SYSREG_WRITE(GCR_REG, gcr);
	SYSREG_WRITE(RGSR_REG, rgsr);
	UK_TEST_EXPECT_BYTES_EQ(a, b, sizeof(a));
	UK_TEST_EXPECT_NOT_ZERO(memcmp(a, c, sizeof(a)));
}

UK_TESTCASE(mte, suspended_checks)
{
	NEED_TAGS();
	char *p = uk_malloc(HEAP, 16);
	unsigned long before;

	uk_free(HEAP, p);
	EXPECT_CAUGHT(p);
	before = ukarch_memtag_suspend();
	EXPECT_FREE(p);
	ukarch_memtag_resume(before);
	UK_TEST_EXPECT_ZERO(before);
	EXPECT_CAUGHT(p);
}

UK_TESTCASE(mte, no_checks_without_tcf)
{
	NEED_TAGS();
	__u64 sctlr = SYSREG_READ(sctlr_el1);
	char *p = uk_malloc(HEAP, 16);

	uk_free(HEAP, p);
	SYSREG_WRITE(sctlr_el1, sctlr & ~SCTLR_TCF_MASK);
	isb();
	EXPECT_FREE(p);
	EXPECT_FREE(p + 16);
	SYSREG_WRITE(sctlr_el1, sctlr);
	isb();
	EXPECT_CAUGHT(p);
}

/* A pointer with tag 0 is unchecked with TCMA0 (D9.5), any other one is not */
UK_TESTCASE(mte, tag_0_with_tcma)
{
	NEED_TAGS();
	__u64 tcr = SYSREG_READ(tcr_el1);
	char *p = uk_malloc(HEAP, 32);
	char *tagged;

	tagged = ukarch_memtag_region_but(p, 32, 1);
	EXPECT_CAUGHT(ukarch_memtag_with(p, 0));
	SYSREG_WRITE(tcr_el1, tcr | TCR_TCMA0);
	ukarch_tlb_flush();
	EXPECT_FREE(ukarch_memtag_with(p, 0));
	EXPECT_FREE(tagged);
	EXPECT_CAUGHT(ukarch_memtag_with(
		p, ukarch_memtag_of(tagged) == 1 ? 2 : 1));
	SYSREG_WRITE(tcr_el1, tcr);
	ukarch_tlb_flush();
	EXPECT_CAUGHT(ukarch_memtag_with(p, 0));
	uk_free(HEAP, tagged);
}

/* Relative to the stack pointer with an immediate: unchecked, whatever its tag.
 * Through another register: checked. Exceptions have a stack of their own.
 */
static void load_by_sp(void *sp)
{
	__asm__ volatile("mov x8, sp\n\t"
			 "mov sp, %0\n\t"
			 "ldr x9, [sp]\n\t"
			 "ldr x9, [sp, #16]\n\t"
			 "str x9, [sp, #16]\n\t"
			 "mov sp, x8" : : "r"(sp) : "x8", "x9", "memory");
}

UK_TESTCASE(mte, stack_pointer_with_immediate)
{
	NEED_TAGS();
	char *p = uk_malloc(HEAP, 64);

	UK_TEST_EXPECT_NO_FAULT(load_by_sp(p));
	uk_free(HEAP, p);
	UK_TEST_EXPECT_NO_FAULT(load_by_sp(p));
	EXPECT_CAUGHT(p);
	EXPECT_CAUGHT(p + 16);
}

/* -- handlers run with checks suspended, and leave them as they were -- */

static struct {
	const char *stale;
	__u64 tco;
	unsigned int calls;
} seen;

static int on_undefined(void *data)
{
	struct ukarch_trap_ctx *ctx = data;

	if (!seen.stale)
		return UK_EVENT_NOT_HANDLED;
	seen.calls++;
	seen.tco = SYSREG_READ(TCO_REG);
	mte_load(seen.stale);
	ukarch_regs_set_pc(ctx->regs, ukarch_regs_pc(ctx->regs) + 4);
	return UK_EVENT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_INVALID_OP, on_undefined, 0);

UK_TESTCASE(mte, handlers_of_traps_are_unchecked)
{
	NEED_TAGS();
	char *p = uk_malloc(HEAP, 16);

	uk_free(HEAP, p);
	memset(&seen, 0, sizeof(seen));
	seen.stale = p;
	UK_TEST_EXPECT_NO_FAULT(__asm__ volatile("udf #0" ::: "memory"));
	seen.stale = NULL;
	UK_TEST_EXPECT_SNUM_EQ(seen.calls, 1);
	UK_TEST_EXPECT_SNUM_EQ(seen.tco, TCO_SET);
	UK_TEST_EXPECT_ZERO(SYSREG_READ(TCO_REG));
	EXPECT_CAUGHT(p);
}

static void look_in_interrupt(struct __regs *regs __unused, void *arg __unused)
{
	seen.tco = SYSREG_READ(TCO_REG);
	__atomic_add_fetch(&seen.calls, 1, __ATOMIC_RELEASE);
}

UK_TESTCASE(mte, handlers_of_interrupts_are_unchecked)
{
	NEED_TAGS();
	const struct ukplat_lcpu_func request = {.fn = look_in_interrupt};
	struct uk_test_patience patience;

	memset(&seen, 0, sizeof(seen));
	UK_TEST_ASSERT(lcpu_queue_push(lcpu_get_current(), &request) == 0);
	uk_test_patience_begin(&patience, ukarch_time_msec_to_nsec(1500));
	while (!__atomic_load_n(&seen.calls, __ATOMIC_ACQUIRE) &&
	       uk_test_may_wait(&patience))
		;
	UK_TEST_EXPECT_SNUM_EQ(seen.calls, 1);
	UK_TEST_EXPECT_SNUM_EQ(seen.tco, TCO_SET);
	UK_TEST_EXPECT_ZERO(SYSREG_READ(TCO_REG));
}

/* The allocator suspends checks for what it keeps in free memory */
UK_TESTCASE(mte, checks_are_on_after_each_allocator_call)
{
	NEED_TAGS();
	char *p = uk_malloc(HEAP, 100);
	__u64 tco = SYSREG_READ(TCO_REG);

	p = uk_realloc(HEAP, p, 10000);
	tco |= SYSREG_READ(TCO_REG);
	p = uk_realloc(HEAP, p, 100);
	tco |= SYSREG_READ(TCO_REG);
	uk_free(HEAP, p);
	tco |= SYSREG_READ(TCO_REG);
	p = uk_memalign(HEAP, 64, 64);
	tco |= SYSREG_READ(TCO_REG);
	uk_free(HEAP, p);
	UK_TEST_EXPECT_ZERO(tco);
}

/* Copies that report faults count wrong tags as such */
UK_TESTCASE(mte, nofault_copies_stop_at_the_end)
{
	NEED_TAGS();
	char *p = uk_malloc(HEAP, PAGE_SIZE);
	static char copy[2 * PAGE_SIZE];

	if (ukarch_memtag_mode() == UKARCH_MEMTAG_ASYNC)
		UK_TEST_SKIP("asynchronous faults do not stop a copy");
	UK_TEST_ASSERT(p != NULL);
	UK_TEST_EXPECT_SNUM_EQ(uk_nofault_memcpy(copy, p, 2 * PAGE_SIZE, 0),
			       PAGE_SIZE);
	UK_TEST_EXPECT_SNUM_EQ(uk_nofault_probe_r((__vaddr_t)p, PAGE_SIZE, 0),
			       PAGE_SIZE);
	uk_free(HEAP, p);
	UK_TEST_EXPECT_ZERO(uk_nofault_memcpy(copy, p, 16, 0));
	UK_TEST_EXPECT_ZERO(uk_nofault_probe_r((__vaddr_t)p, 16, 0));
}
