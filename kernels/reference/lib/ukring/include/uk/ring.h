/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rings: bounded queues of pointers for any number of CPUs on either side. No
 * locks: each slot says whose turn it is. Pointers leave in the order in which
 * they were taken in; what the sender wrote before is visible to the receiver.
 * All functions may be called with interrupts off and in interrupt handlers.
 */
#ifndef __UK_RING_H__
#define __UK_RING_H__

#include <uk/alloc.h>

#ifdef __cplusplus
extern "C" {
#endif

struct uk_ring;

/**
 * @param count pointers that it can hold: a power of two, 2 or more
 * @return the ring, or NULL: no memory, or `count` is no such number
 */
struct uk_ring *uk_ring_alloc(struct uk_alloc *a, unsigned int count);

/** Frees a ring that nobody uses any more; pointers in it are lost. */
void uk_ring_free(struct uk_ring *br, struct uk_alloc *a);

/** @return 0; -ENOBUFS if there is no room. `buf` must not be NULL. */
int uk_ring_enqueue(struct uk_ring *br, void *buf);

/** @return the oldest pointer, or NULL: empty. Any number of receivers. */
void *uk_ring_dequeue_mc(struct uk_ring *br);

/** @return pointers in it; while others work on it, a number that was true */
unsigned int uk_ring_count(const struct uk_ring *br);

static inline int uk_ring_empty(const struct uk_ring *br)
{
	return uk_ring_count(br) == 0;
}

#ifdef __cplusplus
}
#endif

#endif /* __UK_RING_H__ */
