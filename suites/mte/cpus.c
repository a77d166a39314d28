/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Each CPU checks for itself, with registers of its own, what all share.
 */
#include <uk/asm/lcpu.h>
#include <uk/plat/lcpu.h>
#include <uk/test_cpus.h>

#include "mte_test.h"

#define CPUS CONFIG_UKPLAT_LCPU_MAXCOUNT

#define NEED_CPUS()                                                            \
	do {                                                                   \
		NEED_TAGS();                                                   \
		if (uk_test_cpus() < 2)                                         \
			UK_TEST_SKIP("needs 2 CPUs");                          \
	} while (0)

/* What a CPU saw */
static struct view {
	__u64 sctlr;
	__u64 gcr;
	__u64 rgsr;
	struct uk_test_fault load;
	struct uk_test_fault store;
	struct uk_test_fault unchecked;
} views[CPUS];

static void look(void *at)
{
	struct view *v = &views[ukplat_lcpu_idx()];
	unsigned long before;

	v->sctlr = SYSREG_READ(sctlr_el1);
	v->gcr = SYSREG_READ(GCR_REG);
	v->rgsr = SYSREG_READ(RGSR_REG);
	UK_TEST_TRY(&v->load, mte_load(at));
	UK_TEST_TRY(&v->store, mte_store(at));
	before = ukarch_memtag_suspend();
	UK_TEST_TRY(&v->unchecked, mte_store(at));
	ukarch_memtag_resume(before);
}

UK_TESTCASE(mte, every_cpu_is_set_up)
{
	NEED_CPUS();
	char *p = uk_malloc(HEAP, 16);
	__u64 other_bits;

	UK_TEST_EXPECT_ZERO(mte_run_on_others(look, p));
	look(p);
	for (__lcpuidx i = 1; i < ukplat_lcpu_count(); i++) {
		if (!mte_took_part(i))
			continue;
		other_bits = views[i].sctlr ^ views[0].sctlr;
		UK_TEST_EXPECT_ZERO(other_bits & (SCTLR_TCF_MASK | SCTLR_ATA |
						  SCTLR_ITFSB));
		UK_TEST_EXPECT_SNUM_EQ(views[i].gcr, views[0].gcr);
		UK_TEST_EXPECT_NOT_ZERO(views[i].rgsr >> RGSR_SEED_SHIFT);
		UK_TEST_EXPECT_SNUM_EQ(views[i].load.kind, UK_TEST_FAULT_NONE);
		UK_TEST_EXPECT_SNUM_EQ(views[i].store.kind, UK_TEST_FAULT_NONE);
	}
	uk_free(HEAP, p);
}

UK_TESTCASE(mte, every_cpu_catches)
{
	NEED_CPUS();
	char *p = uk_malloc(HEAP, 16);

	uk_free(HEAP, p);
	UK_TEST_EXPECT_ZERO(mte_run_on_others(look, p));
	for (__lcpuidx i = 1; i < ukplat_lcpu_count(); i++) {
		if (!mte_took_part(i))
			continue;
		mte_caught(esac, __FILE__, __LINE__, p, 0, &views[i].load);
		mte_caught(esac, __FILE__, __LINE__, p, 1, &views[i].store);
		UK_TEST_EXPECT_SNUM_EQ(views[i].unchecked.kind,
				       UK_TEST_FAULT_NONE);
	}
}

static char *blocks_of[CPUS];

static void allocate(void *unused __unused)
{
	blocks_of[ukplat_lcpu_idx()] = uk_malloc(HEAP, 4096);
}

/* Tags that another CPU draws count here, and the other way round */
UK_TESTCASE(mte, blocks_of_other_cpus)
{
	NEED_CPUS();
	UK_TEST_EXPECT_ZERO(mte_run_on_others(allocate, NULL));
	for (__lcpuidx i = 1; i < ukplat_lcpu_count(); i++) {
		if (!mte_took_part(i))
			continue;
		UK_TEST_ASSERT(blocks_of[i] != NULL);
		UK_TEST_EXPECT_ZERO(mte_wrong_granules(blocks_of[i], 4096));
		EXPECT_FREE(blocks_of[i]);
		EXPECT_CAUGHT(blocks_of[i] + 4096);
		uk_free(HEAP, blocks_of[i]);
		EXPECT_CAUGHT(blocks_of[i]);
	}
}

static unsigned int tags_of[CPUS][16];

static void draw(void *unused __unused)
{
	for (unsigned int i = 0; i < 16; i++) {
		char *p = NULL;

		__asm__ volatile(".arch armv8.5-a+memtag\n\t"
				 "irg %0, %0" : "+r"(p));
		tags_of[ukplat_lcpu_idx()][i] = ukarch_memtag_of(p);
	}
}

UK_TESTCASE(mte, every_cpu_has_its_own_tags)
{
	NEED_CPUS();
	unsigned int same;

	UK_TEST_EXPECT_ZERO(mte_run_on_others(draw, NULL));
	draw(NULL);
	for (__lcpuidx i = 1; i < ukplat_lcpu_count(); i++) {
		if (!mte_took_part(i))
			continue;
		same = 0;
		for (unsigned int k = 0; k < 16; k++)
			same += tags_of[i][k] == tags_of[0][k];
		UK_TEST_EXPECT_SNUM_LT(same, 12);
	}
}

static __u64 seeds[CPUS];

/* As at the start of the CPU */
static void seed_again(void *unused __unused)
{
	ukarch_memtag_init_cpu();
	seeds[ukplat_lcpu_idx()] = SYSREG_READ(RGSR_REG) >> RGSR_SEED_SHIFT;
}

/* @return pairs of CPUs that would draw the same tags one after the other */
static unsigned int same_seeds(void)
{
	unsigned int same = 0;

	for (__lcpuidx i = 0; i < ukplat_lcpu_count(); i++)
		for (__lcpuidx k = 0; k < i; k++)
			same += seeds[i] && seeds[i] == seeds[k];
	return same;
}

/* By chance two of 32768 may be the same, but not each time */
UK_TESTCASE(mte, every_cpu_has_its_own_seed)
{
	NEED_CPUS();
	unsigned int round, same = 1;

	for (round = 0; round < 4 && same; round++) {
		UK_TEST_ASSERT(!mte_run_on_others(seed_again, NULL));
		seed_again(NULL);
		same = same_seeds();
	}
	UK_TEST_EXPECT_ZERO(same);
}

static void store_badly(void *at)
{
	mte_store(at);
}

/* A fault that comes to light late is told with the CPU that made it */
UK_TESTCASE(mte, late_fault_is_noted_for_its_cpu)
{
	NEED_CPUS();
	__u64 made = 0, noted;
	char *p;

	if (ukarch_memtag_mode() == UKARCH_MEMTAG_SYNC)
		UK_TEST_SKIP("no fault comes late");
	p = uk_malloc(HEAP, 16);
	uk_free(HEAP, p);
	ukarch_memtag_take_all();
	UK_TEST_EXPECT_ZERO(mte_run_on_others(store_badly, p));
	noted = ukarch_memtag_take_all();
	for (__lcpuidx i = 1; i < ukplat_lcpu_count(); i++)
		made |= mte_took_part(i) ? 1UL << i : 0;
	UK_TEST_EXPECT_PTR_EQ(noted, made);
}

UK_TESTCASE(mte, late_fault_of_the_calling_cpu_is_told)
{
	NEED_TAGS();
	__u64 before, noted;
	char *p;

	if (ukarch_memtag_mode() == UKARCH_MEMTAG_SYNC)
		UK_TEST_SKIP("no fault comes late");
	p = uk_malloc(HEAP, 16);
	uk_free(HEAP, p);
	before = ukarch_memtag_take_all();
	mte_store(p);
	noted = ukarch_memtag_take_all();
	UK_TEST_EXPECT_ZERO(before);
	UK_TEST_EXPECT_SNUM_EQ(noted, 1UL << ukplat_lcpu_idx());
	UK_TEST_EXPECT_ZERO(ukarch_memtag_take_all());
}

/* Blocks whose tags are wrong, or whose neighbour has the same one */
static unsigned int bad_blocks;

static void churn(void *unused __unused)
{
	char *p[8] = {0};

	for (unsigned int i = 0; i < 200; i++) {
		char **at = &p[i % ARRAY_SIZE(p)];

		uk_free(HEAP, *at);
		*at = uk_malloc(HEAP, 4096);
		if (*at && mte_wrong_granules(*at, 4096))
			__atomic_add_fetch(&bad_blocks, 1, __ATOMIC_RELAXED);
		if (*at)
			mte_store(*at);
	}
	for (unsigned int i = 0; i < ARRAY_SIZE(p); i++)
		uk_free(HEAP, p[i]);
}

UK_TESTCASE(mte, cpus_allocate_at_the_same_time)
{
	NEED_CPUS();
	bad_blocks = 0;
	UK_TEST_EXPECT_ZERO(mte_run_on_others(churn, NULL));
	UK_TEST_EXPECT_ZERO(bad_blocks);
	UK_TEST_EXPECT_NO_FAULT(churn(NULL));
}
