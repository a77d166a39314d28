/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Blocks of the binary buddy system (Knowlton 1965; Knuth, TAOCP 2.5). A block
 * of order `o` has 2^o bytes and an address that is a multiple of 2^o; its buddy
 * is the block whose address differs in bit `o` only. Callers hold the
 * allocator's lock.
 */
#ifndef __BBUDDY_BLOCKS_H__
#define __BBUDDY_BLOCKS_H__

#include <uk/essentials.h>

/** Smallest and largest block. The smallest holds the links of a free one. */
#define ORDER_MIN 6
#define ORDER_MAX 47

/** Bytes of the unit for which a tag exists. */
#define UNIT_SIZE (1UL << ORDER_MIN)

struct free_block {
	struct free_block *next;
	struct free_block **link;
};

/** One range of memory, described by a tag for each unit in [start, end). */
struct region {
	struct region *next;
	__uptr start;
	__uptr end;
	/** 0: inside of a block; TAG_BLOCK | order [| TAG_FREE]: one starts;
	 *  TAG_ENTRY | granule: inside of one, which its user knows by that
	 *  address
	 */
	__u8 tags[];
};

struct blocks {
	struct region *regions;
	struct free_block *free[ORDER_MAX + 1];
	/** Bit `o` is set if free[o] is not empty. */
	__u64 nonempty;
	__sz free_bytes;
	__sz total_bytes;
};

/**
 * Adds a range; its begin is used for the tags.
 * @return 0; -1: too small
 */
int blocks_add_range(struct blocks *b, __uptr base, __uptr end);

/** Whether `addr` lies in a block, free or not. */
__bool blocks_hold(struct blocks *b, __uptr addr);

/** Smallest order whose blocks hold `size` bytes; > ORDER_MAX: none does. */
unsigned int blocks_order_of(__sz size);

/** Takes a free block. @return its address; 0: none is left */
__uptr blocks_take(struct blocks *b, unsigned int order);

/**
 * The user of the live block at `block` gets the address `entry` in it, a multiple
 * of 16, for it. Forgotten by blocks_forget_entry(), before the block is freed.
 */
void blocks_set_entry(struct blocks *b, __uptr block, __uptr entry);
void blocks_forget_entry(struct blocks *b, __uptr block, __uptr entry);

/** The live block whose user knows it by `entry`; crashes if there is none. */
__uptr blocks_of_entry(struct blocks *b, __uptr entry);

/** Order of the live block that starts at `addr`; crashes if none does. */
unsigned int blocks_order_at(struct blocks *b, __uptr addr);

/** Returns a live block and merges it with free buddies. */
void blocks_put(struct blocks *b, __uptr addr);

/** Makes a live block smaller: its tail is put back. */
void blocks_shrink(struct blocks *b, __uptr addr, unsigned int order);

/**
 * Makes a live block larger without moving it.
 * @return whether the blocks behind it were free
 */
__bool blocks_grow(struct blocks *b, __uptr addr, unsigned int order);

/** Bytes of the largest free block. */
__sz blocks_largest(const struct blocks *b);

#endif /* __BBUDDY_BLOCKS_H__ */
