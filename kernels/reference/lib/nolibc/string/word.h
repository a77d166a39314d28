/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Eight bytes at a time. An aligned word lies in one page, so where one byte of
 * it may be read all may.
 */
#ifndef __NOLIBC_WORD_H__
#define __NOLIBC_WORD_H__

#include <stdbool.h>
#include <stdint.h>

#define WORD sizeof(word_t)
#define ONES 0x0101010101010101UL

/* May alias everything, because memory of any type is read through it */
typedef uint64_t __attribute__((may_alias)) word_t;

static inline uintptr_t misalignment(const void *ptr)
{
	return (uintptr_t)ptr & (WORD - 1);
}

/** @return whether any byte of `word` is `byte` */
static inline bool has_byte(word_t word, unsigned char byte)
{
	word_t zero_where_it_is = word ^ byte * ONES;

	return (zero_where_it_is - ONES) & ~zero_where_it_is & 0x80 * ONES;
}

#endif /* __NOLIBC_WORD_H__ */
