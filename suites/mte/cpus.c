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
