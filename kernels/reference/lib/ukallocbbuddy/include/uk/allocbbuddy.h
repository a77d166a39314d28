/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Binary buddy allocator behind <uk/alloc.h>: blocks are powers of two and
 * aligned to their size.
 */
#ifndef __UK_ALLOCBBUDDY_H__
#define __UK_ALLOCBBUDDY_H__

#include <uk/alloc.h>

/**
 * Makes an allocator out of a memory range, in which it also keeps its own
 * data. The range belongs to the allocator from then on; it needs no alignment.
 * @return the allocator; NULL if the range is too small
 */
struct uk_alloc *uk_allocbbuddy_init(void *base, __sz len);

/**
 * From now on blocks get memory tags, if the machine has them on
 * (<uk/arch/memtag.h>). All memory of the allocator is mapped tagged and has tag
 * 0, and nothing is allocated yet.
 */
void uk_allocbbuddy_use_tags(struct uk_alloc *a);

#endif /* __UK_ALLOCBBUDDY_H__ */
