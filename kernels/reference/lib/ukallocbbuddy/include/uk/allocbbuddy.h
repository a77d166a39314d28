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

#endif /* __UK_ALLOCBBUDDY_H__ */
