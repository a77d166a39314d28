/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interface: <uk/ring.h>.
 *
 * Tickets count without end; slot `t & mask` serves ticket t. Its turn is t while
 * it is free for the sender with that ticket, t + 1 while the pointer is there
 * for the receiver with that ticket, and t + count when it is free for the next
 * lap. Who draws a ticket by compare and exchange owns the slot until it hands
 * the turn on, with release, so that the other side (acquire) sees the pointer
 * and all that was written before.
 */
#include <errno.h>
#include <uk/assert.h>
#include <uk/essentials.h>
#include <uk/ring.h>

#define CACHE_LINE 64

struct slot {
	unsigned long turn;
	void *buf;
};

struct uk_ring {
	unsigned long mask;
	/* On lines of their own: senders and receivers do not disturb each other */
	unsigned long tail __align(CACHE_LINE);
	unsigned long head __align(CACHE_LINE);
	struct slot slots[] __align(CACHE_LINE);
};

struct uk_ring *uk_ring_alloc(struct uk_alloc *a, unsigned int count)
{
	struct uk_ring *br;
	unsigned int i;

	if (count < 2 || count & (count - 1))
		return NULL;
	br = uk_memalign(a, CACHE_LINE,
			 sizeof(*br) + count * sizeof(br->slots[0]));
	if (!br)
		return NULL;
	br->mask = count - 1;
	br->head = br->tail = 0;
	for (i = 0; i < count; i++)
		br->slots[i] = (struct slot){ .turn = i };
	return br;
}

void uk_ring_free(struct uk_ring *br, struct uk_alloc *a)
{
	uk_free(a, br);
}

/* The next ticket of `*counter` whose slot has come to it, `lead` turns ahead;
 * NULL if the slot is not that far
 */
static struct slot *draw(struct uk_ring *br, unsigned long *counter,
			 unsigned long lead, unsigned long *ticket)
{
	unsigned long turn;
	struct slot *slot;

	*ticket = __atomic_load_n(counter, __ATOMIC_RELAXED);
	for (;;) {
		slot = &br->slots[*ticket & br->mask];
		turn = __atomic_load_n(&slot->turn, __ATOMIC_ACQUIRE);
		if ((long)(turn - (*ticket + lead)) < 0)
			return NULL;
		if (turn != *ticket + lead)
			*ticket = __atomic_load_n(counter, __ATOMIC_RELAXED);
		else if (__atomic_compare_exchange_n(
				 counter, ticket, *ticket + 1, 1,
				 __ATOMIC_RELAXED, __ATOMIC_RELAXED))
			return slot;
	}
}

int uk_ring_enqueue(struct uk_ring *br, void *buf)
{
	unsigned long ticket;
	struct slot *slot;

	UK_ASSERT(buf);
	slot = draw(br, &br->tail, 0, &ticket);
	if (!slot)
		return -ENOBUFS;
	slot->buf = buf;
	__atomic_store_n(&slot->turn, ticket + 1, __ATOMIC_RELEASE);
	return 0;
}

void *uk_ring_dequeue_mc(struct uk_ring *br)
{
	unsigned long ticket;
	struct slot *slot;
	void *buf;

	slot = draw(br, &br->head, 1, &ticket);
	if (!slot)
		return NULL;
	buf = slot->buf;
	__atomic_store_n(&slot->turn, ticket + br->mask + 1, __ATOMIC_RELEASE);
	return buf;
}

unsigned int uk_ring_count(const struct uk_ring *br)
{
	unsigned long head = __atomic_load_n(&br->head, __ATOMIC_ACQUIRE);
	unsigned long tail = __atomic_load_n(&br->tail, __ATOMIC_ACQUIRE);

	return (unsigned int)MIN(tail - head, br->mask + 1);
}
