/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory tags: a pointer carries a small number, memory has one for each
 * granule, and an access where the two differ is an error that the hardware
 * reports. An architecture with tags (CONFIG_HAVE_MEMTAG) gives <uk/asm/memtag.h>:
 * Arm's Memory Tagging Extension, Arm ARM (DDI 0487) D9. Elsewhere, and on a CPU
 * without tags, pointers stay as they are and all of this does nothing.
 *
 * Only memory that is mapped PAGE_ATTR_TYPE_NORMAL_WB_TAGGED has tags; accesses
 * to other memory are not checked, whatever the pointer carries.
 */
#ifndef __UKARCH_MEMTAG_H__
#define __UKARCH_MEMTAG_H__

#include <uk/arch/types.h>
#include <uk/config.h>

/** What happens at an access through a pointer with a wrong tag. */
enum ukarch_memtag_mode {
	/** Nothing; pointers get no tags */
	UKARCH_MEMTAG_OFF,
	/** The event UKARCH_TRAP_TAG_CHECK, before the access is done */
	UKARCH_MEMTAG_SYNC,
	/** The access is done; ukarch_memtag_take_fault() tells afterwards */
	UKARCH_MEMTAG_ASYNC,
	/** Loads as in SYNC, stores as in ASYNC */
	UKARCH_MEMTAG_ASYMM,
};

#ifdef CONFIG_HAVE_MEMTAG
#include <uk/asm/memtag.h>

/** Rounds a size up to whole granules. */
#define MEMTAG_ALIGN(size)                                                     \
	(((size) + MEMTAG_GRANULE - 1) & ~(__sz)(MEMTAG_GRANULE - 1))

/**
 * Finds out what the CPU can do and what `memtag.mode=` asks for, and turns
 * checks on for the boot CPU. Boot CPU, before the final page tables.
 * @return 0, also if off was asked for; -ENOTSUP: the CPU cannot, checks are
 *   off; -EINVAL: `memtag.mode=` has a value that does not exist
 */
int ukarch_memtag_init(void);

/**
 * Maps the memory that is to become the heap with tags, all 0. Boot CPU, after
 * ukplat_paging_init().
 * @return 0 or negative errno of ukplat_page_set_attr()
 */
int ukarch_memtag_init_heap(void);

/** Turns checks on for the calling CPU, each with a seed of its own. */
void ukarch_memtag_init_cpu(void);

/** @return the mode that ukarch_memtag_init() chose */
enum ukarch_memtag_mode ukarch_memtag_mode(void);

/** @return why the mode is OFF, for people; NULL if it is not */
const char *ukarch_memtag_why_off(void);

/**
 * Bytes that share a tag: MEMTAG_GRANULE, or PAGE_SIZE on an emulator that has
 * tags for pages only (QEMU before 8.0 loses the offset in the page when it looks
 * up a tag). What is below is then true of whole pages.
 */
__sz ukarch_memtag_span(void);

/**
 * Finds out the span. Boot CPU, before a tag is used.
 * @param page some page with tags, mapped writable; has tag 0 afterwards
 */
void ukarch_memtag_probe(void *page);

/**
 * Gives the granules of a range one random tag.
 * @param ptr  start, a multiple of MEMTAG_GRANULE; its own tag does not matter
 * @param size bytes, a multiple of MEMTAG_GRANULE
 * @param but  bit set of tags not to be used
 * @return `ptr` with the new tag
 */
void *ukarch_memtag_region_but(void *ptr, __sz size, unsigned int but);

/** The same with any tag. */
static inline void *ukarch_memtag_region(void *ptr, __sz size)
{
	return ukarch_memtag_region_but(ptr, size, 0);
}

/** Gives the granules of a range the tag that `ptr` carries. */
void ukarch_memtag_set(void *ptr, __sz size);

/**
 * Whether the calling CPU noted an asynchronous tag check fault since the last
 * call; forgets it. All accesses before the call are accounted for.
 */
__bool ukarch_memtag_take_fault(void);

/**
 * Takes the calling CPU's fault and puts it on record for all. For a CPU that has
 * done what it was asked to.
 */
void ukarch_memtag_note_fault(void);

/** @return bit set of the CPUs with faults on record, the own one included; they
 *  are forgotten
 */
__u64 ukarch_memtag_take_all(void);

#else /* !CONFIG_HAVE_MEMTAG */
#include <uk/essentials.h>

static inline int ukarch_memtag_init(void)
{
	return 0;
}

static inline int ukarch_memtag_init_heap(void)
{
	return 0;
}

static inline void ukarch_memtag_init_cpu(void)
{
}

static inline __bool ukarch_memtag_enabled(void)
{
	return 0;
}

static inline enum ukarch_memtag_mode ukarch_memtag_mode(void)
{
	return UKARCH_MEMTAG_OFF;
}

static inline __uptr ukarch_memtag_strip(__uptr addr)
{
	return addr;
}

static inline unsigned long ukarch_memtag_state(void)
{
	return 0;
}

static inline unsigned long ukarch_memtag_suspend(void)
{
	return 0;
}

static inline void ukarch_memtag_resume(unsigned long before __unused)
{
}

static inline __bool ukarch_memtag_take_fault(void)
{
	return 0;
}

static inline void ukarch_memtag_note_fault(void)
{
}

static inline __u64 ukarch_memtag_take_all(void)
{
	return 0;
}

#endif /* !CONFIG_HAVE_MEMTAG */
#endif /* __UKARCH_MEMTAG_H__ */
