/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the cases of this suite share: a range of addresses with pages, holes
 * and read-only pages at will.
 */
#ifndef __NOFAULT_TEST_H__
#define __NOFAULT_TEST_H__

#include <errno.h>
#include <string.h>
#include <uk/falloc.h>
#include <uk/nofault.h>
#include <uk/test.h>
#include <uk/test_tables.h>
#include <uk/vmem.h>
#if __has_include(<uk/vma_types.h>)
#include <uk/vma_types.h>
#endif

/** Start of the range */
#define BASE 0x0000030000000000UL
#define PAGES(n) ((n) * PAGE_SIZE)

#define CONT UK_NOFAULTF_CONTINUE
#define NOPG UK_NOFAULTF_NOPAGING

static inline char *at(__sz offset)
{
	return (char *)(BASE + offset);
}

/**
 * Makes the range: one letter per page: `w` populated, writable; `r` populated,
 * read-only; `d` writable, on demand; `n` populated, no rights; `-` nothing.
 * @return 0 or an error
 */
int range_make(const char *pages);

/** Removes the range. */
void range_clear(void);

/** @return whether the page table lets the kernel write there */
int may_write(__vaddr_t vaddr);

/** @return free frames, in bytes */
__sz free_memory(void);

/** @return how many of the `len` bytes at `p` are `c` */
__sz count_bytes(const char *p, __sz len, char c);

#define EXPECT_R(vaddr, len, flags, want)                                      \
	UK_TEST_EXPECT_SNUM_EQ(                                                \
		uk_nofault_probe_r((__vaddr_t)(vaddr), len, flags), want)
#define EXPECT_RW(vaddr, len, flags, want)                                     \
	UK_TEST_EXPECT_SNUM_EQ(                                                \
		uk_nofault_probe_rw((__vaddr_t)(vaddr), len, flags), want)
#define EXPECT_COPY(dst, src, len, flags, want)                                \
	UK_TEST_EXPECT_SNUM_EQ(uk_nofault_memcpy((char *)(dst),                \
						 (const char *)(src), len,     \
						 flags),                       \
			       want)

#endif /* __NOFAULT_TEST_H__ */
