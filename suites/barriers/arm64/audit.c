/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Barriers that the architecture asks for beside some instructions, wherever they
 * stand in the image. An emulator does without nearly all of them, so that no
 * behaviour tells that one is missing: the machine code does. Arm ARM (DDI 0487)
 * B2.3 (DSB, ISB), D8.17 (TLB maintenance), D24.1 (system registers); GIC: IHI
 * 0069 4.1.3, 12.1.5.
 */
#include <uk/arch/memtag.h>
#include <uk/essentials.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/paging.h>
#include <uk/plat/time.h>
#include <uk/test.h>

#include "encoding.h"

/* Counters of a coverage build lie in between */
#define NEAR 64
#define FUNCTION_MAX 400

extern const __u32 _text[], _etext[];

/* What an instruction needs before the function is over */
enum need { DSB_LOCAL, DSB_INNER, DSB_SYSTEM, CONTEXT };

static bool is_there(enum need need, __u32 code)
{
	switch (need) {
	case DSB_LOCAL:
		return is_dsb(code, KIND_ALL, DOMAIN_LOCAL);
	case DSB_INNER:
		return is_dsb(code, KIND_ALL, DOMAIN_INNER);
	case DSB_SYSTEM:
		return is_dsb(code, KIND_ALL, DOMAIN_SYSTEM);
	default:
		return is_isb(code) || code == ERET;
	}
}

/* Instructions from a B or a BL to where it goes */
static long offset_of_jump(__u32 code)
{
	return (__s32)(code << 6) >> 6;
}

/* Where a B goes, or NULL for other instructions */
static const __u32 *jump_of(const __u32 *at)
{
	if ((*at & 0xfc000000) != 0x14000000)
		return NULL;
	return at + offset_of_jump(*at);
}

/* The first place behind `at` that fulfils the need, or NULL */
static const __u32 *find_behind(const __u32 *at, enum need need)
{
	const __u32 *to;
	unsigned int i;

	for (i = 0; i < NEAR && at >= _text && at < _etext; i++) {
		to = jump_of(at);
		at = to ? to : at + 1;
		if (is_there(need, *at))
			return at;
		if (*at == RET || *at == ERET)
			break;
	}
	return NULL;
}

static const struct rule {
	const char *what;
	__u32 code, mask;
	enum need need;
	/* Behind that a context synchronization, too */
	bool then_context;
} rules[] = {
	{"TLBI for all CPUs", TLBI_ALL_CPUS, TLBI_MASK, DSB_INNER, true},
	{"TLBI", TLBI_ONE_CPU, TLBI_MASK, DSB_LOCAL, true},
	{"DC CVAC", DC_CVAC, SYSTEM_MASK, DSB_SYSTEM, false},
	{"MSR SCTLR_EL1", MSR(0, 1, 0, 0), SYSTEM_MASK, CONTEXT, false},
	{"MSR TTBR0_EL1", MSR(0, 2, 0, 0), SYSTEM_MASK, CONTEXT, false},
#ifdef CONFIG_ARM64_FEAT_MTE
	{"MSR TFSR_EL1", MSR(0, 5, 6, 0), SYSTEM_MASK, CONTEXT, false},
#endif
	{"MSR CNTV_CTL_EL0", MSR(3, 14, 3, 1), SYSTEM_MASK, CONTEXT, false},
	{"MSR ICC_SRE_EL1", MSR(0, 12, 12, 5), SYSTEM_MASK, CONTEXT, false},
	{"MSR ICC_IGRPEN1_EL1", MSR(0, 12, 12, 7), SYSTEM_MASK, CONTEXT, false},
	{"MSR ICC_SGI1R_EL1", MSR(0, 12, 11, 5), SYSTEM_MASK, CONTEXT, false},
	{"MSR ICC_EOIR1_EL1", MSR(0, 12, 12, 1), SYSTEM_MASK, CONTEXT, false},
	{"MRS ICC_IAR1_EL1", MRS(0, 12, 12, 0), SYSTEM_MASK, DSB_SYSTEM, false},
};

static bool keeps(const struct rule *rule, const __u32 *at)
{
	const __u32 *found = find_behind(at, rule->need);

	if (found && rule->then_context)
		found = find_behind(found, CONTEXT);
	return found != NULL;
}

/* At most one is about an instruction. The code is long, and one look at most of
 * it tells that none is
 */
static const struct rule *rule_about(__u32 code)
{
	const struct rule *rule = rules;

	if (!is_system(code))
		return NULL;
	for (; rule < rules + ARRAY_SIZE(rules); rule++)
		if ((code & rule->mask) == rule->code)
			return rule;
	return NULL;
}

UK_TESTCASE(barriers, arm64_barriers_follow_where_they_must)
{
	unsigned int seen[ARRAY_SIZE(rules)] = {0}, i;
	const struct rule *rule;
	const __u32 *at;

	for (at = _text; at < _etext; at++) {
		rule = rule_about(*at);
		if (!rule)
			continue;
		seen[rule - rules]++;
		if (!keeps(rule, at))
			UK_TEST_EXPECTF(false, "%s at %p: no barrier follows",
					rule->what, (const void *)at);
	}
	for (i = 0; i < ARRAY_SIZE(rules); i++)
		UK_TEST_EXPECTF(seen[i], "expected %s in the code",
				rules[i].what);
}

UK_TESTCASE(barriers, arm64_barriers_come_before_where_they_must)
{
	unsigned int seen = 0;
	const __u32 *at;

	for (at = _text + 1; at < _etext; at++) {
		bool is_tlbi = (*at & TLBI_MASK) == TLBI_ONE_CPU;

		if (!is_tlbi && *at != WFI)
			continue;
		seen++;
		if (!is_dsb(at[-1], KIND_STORES, DOMAIN_LOCAL))
			UK_TEST_EXPECTF(false, "%s at %p: no DSB before it",
					is_tlbi ? "TLBI" : "WFI",
					(const void *)at);
	}
	UK_TEST_EXPECT_SNUM_GE(seen, 2);
}

/* Whether a branch with a condition, and how far */
static long branch_offset(__u32 code)
{
	if ((code & 0xff000010) == 0x54000000 ||
	    (code & 0x7e000000) == 0x34000000)
		return (__s32)(code << 8) >> 13;
	if ((code & 0x7e000000) == 0x36000000)
		return (__s32)(code << 13) >> 18;
	return 0;
}

/* One past the last instruction: a return that no branch before it passes */
static const __u32 *end_of(const __u32 *at)
{
	const __u32 *reached = at, *to, *max = at + FUNCTION_MAX;

	for (; at < max && at < _etext; at++) {
		to = jump_of(at);
		/* One that leaves the function is a tail call */
		if (to && (to < at - FUNCTION_MAX || to > at + FUNCTION_MAX))
			to = NULL;
		reached = MAX(reached, to ? to : at + branch_offset(*at));
		if ((*at == RET || jump_of(at)) && reached <= at)
			return at + 1;
	}
	return at;
}

/* What is looked for in whole functions, and its name in messages */
static const struct kind {
	const char *name;
	__u32 code, mask;
} kinds[] = {
	{"DSB ISH", DSB | KIND_ALL << 8 | DOMAIN_INNER << 10, ~0U},
	{"DSB ISHST", DSB | KIND_STORES << 8 | DOMAIN_INNER << 10, ~0U},
	{"DSB NSH", DSB | KIND_ALL << 8 | DOMAIN_LOCAL << 10, ~0U},
	{"DMB ISH", DMB | KIND_ALL << 8 | DOMAIN_INNER << 10, ~0U},
	{"DMB ISHST", DMB | KIND_STORES << 8 | DOMAIN_INNER << 10, ~0U},
	{"DMB ISHLD", DMB | KIND_LOADS << 8 | DOMAIN_INNER << 10, ~0U},
	{"ISB", ISB, BARRIER_MASK},
	{"DC CVAC", DC_CVAC, SYSTEM_MASK},
	{"TLBI", TLBI_ONE_CPU, TLBI_MASK},
	{"load-acquire", LDAXR, ORDERED_MASK & ~NOT_EXCLUSIVE},
	{"store-release", STLXR, ORDERED_MASK & ~NOT_EXCLUSIVE},
#ifdef CONFIG_ARM64_FEAT_LSE
	{"atomic change with release", CHANGE | CHANGE_RELEASES,
	 CHANGE_MASK | CHANGE_RELEASES},
#else
	{"atomic change with release", STLXR, ORDERED_MASK},
#endif
};

/* In the order above */
enum { DSB_ISH, DSB_ISHST, DSB_NSH, DMB_ISH, DMB_ISHST, DMB_ISHLD, ISBS,
       CLEANS, FLUSHES, ACQUIRE, RELEASE, CHANGES };

/* In the function itself and, some levels deep, in those that it calls: whether the
 * compiler puts a static function into its caller is its own choice
 */
static unsigned int count(const struct kind *kind, const __u32 *at,
			  unsigned int depth)
{
	const __u32 *end = end_of(at);
	unsigned int found = 0;

	for (; at < end; at++) {
		found += (*at & kind->mask) == kind->code;
		if (depth && (*at & 0xfc000000) == 0x94000000)
			found += count(kind, at + offset_of_jump(*at),
				       depth - 1);
	}
	return found;
}

/* Of parts that an image may do without */
#define OPTIONAL(name) extern const __u32 name[] __attribute__((weak))
OPTIONAL(uk_ring_enqueue);
OPTIONAL(uk_ring_dequeue_mc);
OPTIONAL(uk_bkl_unlock);
OPTIONAL(virtq_submit);
OPTIONAL(virtq_poll);

static __noinline __attribute__((no_profile_instrument_function)) void
write_entry(void)
{
	__pte_t entry = 0;

	ukarch_pte_write((__vaddr_t)&entry, PAGE_LEVEL, 0, 1);
}

#define ROW(function, kind, least) \
	{ #function, (const void *)&(function), kind, least, 1 }
#define ROW_DEEP(function, kind, least) \
	{ #function, (const void *)&(function), kind, least, 2 }
#define ROW_ITSELF(function, kind, least) \
	{ #function, (const void *)&(function), kind, least, 0 }

static const struct {
	const char *name;
	const __u32 *code;
	unsigned int kind, least, depth;
} functions[] = {
	/* New entries before the look who is awake, flushes before the return */
	ROW(ukplat_tlb_flush_range, DSB_ISH, 2),
	/* A new entry before any access that needs it */
	ROW_ITSELF(write_entry, DSB_ISHST, 1),
	ROW_ITSELF(write_entry, ISBS, 1),
	/* What the interrupt is about, before the interrupt */
	ROW(lcpu_arch_send_ipi, DSB_ISHST, 1),
	/* The counter is not read ahead of time */
	ROW(ukplat_monotonic_clock, ISBS, 1),
#ifdef CONFIG_ARM64_FEAT_MTE
	/* Faults of accesses before are in the register when it is read */
	ROW(ukarch_memtag_take_fault, DSB_NSH, 1),
	ROW(ukarch_memtag_take_fault, ISBS, 2),
#endif
	/* What a new CPU reads with its caches off */
	ROW(lcpu_arch_start, CLEANS, 2),
	/* "Awake", "started" before what the others may have changed */
	ROW(lcpu_wake, DMB_ISH, 1),
	ROW_DEEP(lcpu_entry, DMB_ISH, 3),
	ROW_DEEP(lcpu_entry, FLUSHES, 3),
	ROW(lcpu_state, ACQUIRE, 1),
	/* The work, before it is counted as done */
	ROW_ITSELF(lcpu_serve_queue, CHANGES, 1),
	ROW(ukplat_lcpu_halt, RELEASE, 2),
	/* The pointer, and the turn. What enqueue calls in despair has some, too */
	ROW(uk_ring_enqueue, ACQUIRE, 1),
	ROW_ITSELF(uk_ring_enqueue, RELEASE, 1),
	ROW(uk_ring_dequeue_mc, ACQUIRE, 1),
	ROW_ITSELF(uk_ring_dequeue_mc, RELEASE, 1),
	/* The lock is free before the look who waits for it */
	ROW(uk_bkl_unlock, DMB_ISH, 1),
	/* Virtio 1.2, 2.7.13.3, 2.7.14 */
	ROW(virtq_submit, DMB_ISHST, 1),
	ROW(virtq_submit, DMB_ISH, 1),
	ROW(virtq_poll, DMB_ISHLD, 1),
};

UK_TESTCASE(barriers, arm64_functions_have_their_barriers)
{
	unsigned int i, found;

	for (i = 0; i < ARRAY_SIZE(functions); i++) {
		const struct kind *kind = &kinds[functions[i].kind];

		if (!functions[i].code)
			continue;
		found = count(kind, functions[i].code,
			      functions[i].depth);
		UK_TEST_EXPECTF(found >= functions[i].least,
				"%s: expected %u %s but found %u",
				functions[i].name, functions[i].least,
				kind->name, found);
	}
}
