/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory tags: what the CPU can do, the mode, the registers of each CPU, and tags
 * of ranges. Arm ARM (DDI 0487) D9 (Memory Tagging Extension), C5.2 (TCO), D17.2
 * (GCR_EL1, RGSR_EL1, SCTLR_EL1, TFSR_EL1). Interface: <uk/arch/memtag.h>.
 */
#include <errno.h>
#include <string.h>
#include <uk/arch/memtag.h>
#include <uk/arch/paging.h>
#include <uk/assert.h>
#include <uk/config.h>
#include <uk/essentials.h>
#include <uk/libparam.h>
#include <uk/plat/bootinfo.h>
#include <uk/plat/lcpu.h>

#if defined(CONFIG_ARM64_FEAT_MTE_TCF_ASYNC)
#define DEFAULT_MODE "async"
#elif defined(CONFIG_ARM64_FEAT_MTE_TCF_ASYMMETRIC)
#define DEFAULT_MODE "asymm"
#else
#define DEFAULT_MODE "sync"
#endif

/* By enum ukarch_memtag_mode, which is also the order of SCTLR_EL1.TCF */
static const char *const mode_names[] = {"off", "sync", "async", "asymm"};

enum ukarch_memtag_mode arm64_memtag_mode;
static const char *why_off = "memtag.mode=off";
static __sz span = MEMTAG_GRANULE;

/* Known to the command line; read before there is a heap to parse it with */
static const char *param_mode;
UK_LIBPARAM("memtag.mode", UK_LIBPARAM_CHARP, param_mode);

/* The value of the word in the command line; its length in *len */
static const char *asked_mode(__sz *len)
{
	static const char word[] = "memtag.mode=";
	const char *line = ukplat_bootinfo_get()->cmdline;
	const char *at = strstr(line, word);

	while (at && at > line && at[-1] != ' ')
		at = strstr(at + 1, word);
	at = at ? at + sizeof(word) - 1 : DEFAULT_MODE;
	*len = strcspn(at, " ");
	return at;
}

static int parse_mode(enum ukarch_memtag_mode *mode)
{
	__sz len;
	const char *name = asked_mode(&len);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(mode_names); i++) {
		if (strlen(mode_names[i]) != len ||
		    memcmp(mode_names[i], name, len))
			continue;
		*mode = (enum ukarch_memtag_mode)i;
		return 0;
	}
	return -EINVAL;
}

/* Why the CPU has no such mode, or NULL */
static const char *missing(enum ukarch_memtag_mode mode)
{
	__u64 pfr1 = SYSREG_READ(id_aa64pfr1_el1);
	unsigned int version = (pfr1 >> PFR1_MTE_SHIFT) & 0xf;

	if (version < PFR1_MTE2)
		return "the CPU or the machine has no memory tags (FEAT_MTE2)";
	if (mode == UKARCH_MEMTAG_ASYMM && version < PFR1_MTE3)
		return "the CPU has no asymmetric tag checks (FEAT_MTE3)";
	return NULL;
}

int ukarch_memtag_init(void)
{
	enum ukarch_memtag_mode mode;
	const char *reason;

	if (parse_mode(&mode))
		return -EINVAL;
	reason = missing(mode);
	if (reason) {
		why_off = reason;
		return -ENOTSUP;
	}
	arm64_memtag_mode = mode;
	ukarch_memtag_init_cpu();
	return 0;
}

enum ukarch_memtag_mode ukarch_memtag_mode(void)
{
	return arm64_memtag_mode;
}

const char *ukarch_memtag_why_off(void)
{
	return ukarch_memtag_enabled() ? NULL : why_off;
}

/*
 * The seed of the generator, not 0, different on each CPU and in each boot. Tags
 * guard against mistakes: that they could be guessed is no loss.
 */
static __u64 seed(void)
{
	__u64 mixed = SYSREG_READ(cntvct_el0) ^ (SYSREG_READ(mpidr_el1) << 32);

	mixed = (mixed + 1) * 0x9e3779b97f4a7c15UL;
	return (mixed >> 48) | 1;
}

/*
 * All sixteen tags may be drawn. Checks of EL1 only: nothing runs at EL0. Faults
 * of before an exception are complete in TFSR_EL1 when it is taken (ITFSB).
 */
void ukarch_memtag_init_cpu(void)
{
	__u64 sctlr;

	if (!ukarch_memtag_enabled())
		return;
	SYSREG_WRITE(GCR_REG, GCR_RRND);
	SYSREG_WRITE(RGSR_REG, seed() << RGSR_SEED_SHIFT);
	SYSREG_WRITE(TFSR_REG, 0);
	sctlr = SYSREG_READ(sctlr_el1) & ~SCTLR_TCF_MASK;
	sctlr |= (__u64)arm64_memtag_mode << SCTLR_TCF_SHIFT;
	SYSREG_WRITE(sctlr_el1, sctlr | SCTLR_ATA | SCTLR_ITFSB);
	isb();
	SYSREG_WRITE(TCO_REG, 0);
}

/* Granules that one STGM may tag at least, all with one tag (D9.6, GMID_EL1) */
#define ALL_GRANULES 0x1111111111111111UL

/* What an emulator keeps of a page's tags it keeps for its first granules, and
 * looks up there for accesses of several granules, too
 */
static void set_pages(void *ptr, __sz size)
{
	__u64 tags = ukarch_memtag_of(ptr) * ALL_GRANULES;
	__uptr at = PAGE_ALIGN_DOWN((__uptr)ptr);

	for (; at < (__uptr)ptr + size; at += PAGE_SIZE)
		__asm__ volatile(".arch armv8.5-a+memtag\n\t"
				 "stgm %0, [%1]" : : "r"(tags), "r"(at)
				 : "memory");
}

static void set_granules(void *ptr, __sz size)
{
	char *at = ptr;
	char *end = at + size;

	for (; end - at >= (__ssz)(2 * MEMTAG_GRANULE); at += 2 * MEMTAG_GRANULE)
		__asm__ volatile(".arch armv8.5-a+memtag\n\t"
				 "st2g %0, [%0]" : : "r"(at) : "memory");
	if (at < end)
		__asm__ volatile(".arch armv8.5-a+memtag\n\t"
				 "stg %0, [%0]" : : "r"(at) : "memory");
}

void ukarch_memtag_set(void *ptr, __sz size)
{
	if (span == MEMTAG_GRANULE)
		set_granules(ptr, size);
	else
		set_pages(ptr, size);
}

void *ukarch_memtag_region_but(void *ptr, __sz size, unsigned int but)
{
	UK_ASSERT(IS_ALIGNED((__uptr)ptr | size, MEMTAG_GRANULE));
	__asm__ volatile(".arch armv8.5-a+memtag\n\t"
			 "irg %0, %0, %1" : "+r"(ptr) : "r"((__u64)but));
	ukarch_memtag_set(ptr, size);
	return ptr;
}

/* Two granules of a page, both of which would be the first of two */
void ukarch_memtag_probe(void *page)
{
	char *first = ukarch_memtag_with(page, 1);
	char *other = ukarch_memtag_with(page, 2);

	set_granules(first, MEMTAG_GRANULE);
	set_granules(other + PAGE_SIZE / 2, MEMTAG_GRANULE);
	if (ukarch_memtag_get(first) != ukarch_memtag_of(first))
		span = PAGE_SIZE;
	ukarch_memtag_set(page, PAGE_SIZE);
}

__sz ukarch_memtag_span(void)
{
	return span;
}

__bool ukarch_memtag_take_fault(void)
{
	if (!ukarch_memtag_enabled() || !ukarch_memtag_is_noted())
		return 0;
	SYSREG_WRITE(TFSR_REG, 0);
	isb();
	return 1;
}

static __u64 noted_cpus;

void ukarch_memtag_note_fault(void)
{
	if (ukarch_memtag_take_fault())
		__atomic_fetch_or(&noted_cpus, 1UL << ukplat_lcpu_idx(),
				  __ATOMIC_RELEASE);
}

__u64 ukarch_memtag_take_all(void)
{
	ukarch_memtag_note_fault();
	if (!UK_READ_ONCE(noted_cpus))
		return 0;
	return __atomic_exchange_n(&noted_cpus, 0, __ATOMIC_ACQUIRE);
}
