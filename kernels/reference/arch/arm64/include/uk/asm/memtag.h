/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory tags of arm64: Arm ARM (DDI 0487) D9 "The Memory Tagging Extension".
 * Tags have four bits, 59:56 of a pointer; a granule is 16 bytes. Included by
 * <uk/arch/memtag.h>. The instructions exist in kernels with
 * CONFIG_ARM64_FEAT_MTE only, and are reached only while tags are on: such a
 * kernel boots on any CPU.
 */
#ifndef __UKARCH_MEMTAG_H__
#error "include <uk/arch/memtag.h>"
#endif
#ifndef __UK_ASM_MEMTAG_H__
#define __UK_ASM_MEMTAG_H__

#include <uk/asm/sysreg.h>

/** Bytes that have one tag */
#define MEMTAG_GRANULE 16UL
/** Number of tags */
#define MEMTAG_COUNT 16
#define MTE_TAG_SHIFT 56
#define MTE_TAG_MASK (0xfUL << MTE_TAG_SHIFT)

/** For ukarch_memtag_mode(), which says more */
extern enum ukarch_memtag_mode arm64_memtag_mode;

/** @return whether pointers get tags */
static inline __bool ukarch_memtag_enabled(void)
{
	return arm64_memtag_mode != UKARCH_MEMTAG_OFF;
}

/** @return the tag that a pointer carries */
static inline unsigned int ukarch_memtag_of(const void *ptr)
{
	return ((__uptr)ptr & MTE_TAG_MASK) >> MTE_TAG_SHIFT;
}

/** @return `ptr` with another tag */
static inline void *ukarch_memtag_with(const void *ptr, unsigned int tag)
{
	return (void *)(((__uptr)ptr & ~MTE_TAG_MASK) |
			((__uptr)tag << MTE_TAG_SHIFT));
}

/**
 * @return an address without what TCR_EL1.TBI0 makes the hardware ignore; the
 *   other half of the address space has no such bits
 */
static inline __uptr ukarch_memtag_strip(__uptr addr)
{
	return addr & (1UL << 55) ? addr : addr & 0x00ffffffffffffffUL;
}

/** @return the tag of the granule at `ptr`, which is mapped; tags are on */
static inline unsigned int ukarch_memtag_get(const void *ptr)
{
	__asm__ volatile(".arch armv8.5-a+memtag\n\t"
			 "ldg %0, [%0]" : "+r"(ptr) : : "memory");
	return ukarch_memtag_of(ptr);
}

/**
 * @return whether the calling CPU noted an asynchronous fault (TFSR_EL1); tags
 *   are on. The barrier completes those of accesses before (D9.7)
 */
static inline __bool ukarch_memtag_is_noted(void)
{
	dsb(nsh);
	isb();
	return (SYSREG_READ(TFSR_REG) & TFSR_TF0) != 0;
}

/** @return whether checks are suspended, for ukarch_memtag_resume() */
static inline unsigned long ukarch_memtag_state(void)
{
	return ukarch_memtag_enabled() ? SYSREG_READ(TCO_REG) : 0;
}

/**
 * Accesses of the calling CPU are not checked from here on (PSTATE.TCO).
 * @return the state before, for ukarch_memtag_resume()
 */
static inline unsigned long ukarch_memtag_suspend(void)
{
	unsigned long before = ukarch_memtag_state();

	if (ukarch_memtag_enabled())
		SYSREG_WRITE(TCO_REG, TCO_SET);
	return before;
}

static inline void ukarch_memtag_resume(unsigned long before)
{
	if (ukarch_memtag_enabled())
		SYSREG_WRITE(TCO_REG, before);
}

#endif /* __UK_ASM_MEMTAG_H__ */
