/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who waits for which word: queues by a hash of the address, in the order of
 * arrival. Interface: internal.h.
 */
#include <errno.h>
#include <uk/nofault.h>

#include "internal.h"

#define QUEUE_BITS 6

static struct uk_waitq queues[1 << QUEUE_BITS];

/* Fibonacci hashing: the upper bits of a product with 2^64 / golden ratio */
static struct uk_waitq *queue_of(__uptr address)
{
	return &queues[(address * 0x9e3779b97f4a7c15UL) >> (64 - QUEUE_BITS)];
}

static struct futex_waiter *of(struct uk_waiter *w)
{
	return w ? __containerof(w, struct futex_waiter, waiter) : NULL;
}

int futex_read(__uptr address, __u32 *value)
{
	if (!IS_ALIGNED(address, sizeof(*value)))
		return -EINVAL;
	if (uk_nofault_probe_r(address, sizeof(*value), 0) != sizeof(*value))
		return -EFAULT;
	*value = __atomic_load_n((__u32 *)address, __ATOMIC_SEQ_CST);
	return 0;
}

bool futex_may_write(__uptr address)
{
	return uk_nofault_probe_rw(address, sizeof(__u32), 0) == sizeof(__u32);
}

int futex_wait(struct futex_waiter *w, __nsec until)
{
	w->waiter.thread = uk_thread_current();
	uk_waitq_add(queue_of(w->address), &w->waiter);
	return uk_waitq_block(&w->waiter, until);
}

static struct futex_waiter *next_same(struct uk_waiter *w, __uptr address,
				      bool has_pi)
{
	while (w && (of(w)->address != address || of(w)->has_pi != has_pi))
		w = w->next;
	return of(w);
}

struct futex_waiter *futex_first(__uptr address, bool has_pi)
{
	return next_same(queue_of(address)->first, address, has_pi);
}

bool futex_has_more(const struct futex_waiter *w)
{
	const struct futex_waiter *first = futex_first(w->address, w->has_pi);

	return first && (first != w ||
			 next_same(w->waiter.next, w->address, w->has_pi));
}

int futex_wake(__uptr address, unsigned int count, __u32 bits)
{
	struct futex_waiter *w = futex_first(address, false);
	struct futex_waiter *next;
	unsigned int woken = 0;

	for (; w && woken < count; w = next) {
		next = next_same(w->waiter.next, address, false);
		if (!(w->bits & bits))
			continue;
		uk_waitq_wake(&w->waiter);
		woken++;
	}
	return (int)woken;
}

int uk_futex_wake(__uptr address, unsigned int count)
{
	return futex_wake(address, count, FUTEX_BITSET_ALL);
}

int futex_requeue(__uptr from, __uptr to, unsigned int wake_count,
		  unsigned int move_count)
{
	int woken = futex_wake(from, wake_count, FUTEX_BITSET_ALL);
	unsigned int moved;
	struct futex_waiter *w;

	for (moved = 0; moved < move_count && from != to; moved++) {
		w = futex_first(from, false);
		if (!w)
			break;
		uk_waitq_remove(&w->waiter);
		w->address = to;
		uk_waitq_add(queue_of(to), &w->waiter);
	}
	return woken + (int)moved;
}

struct futex_waiter *futex_first_of_owner(int tid)
{
	struct uk_waiter *w;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(queues); i++)
		for (w = queues[i].first; w; w = w->next)
			if (of(w)->has_pi && of(w)->owner == tid)
				return of(w);
	return NULL;
}

void futex_set_owner(const struct futex_waiter *w)
{
	struct futex_waiter *other = futex_first(w->address, true);

	for (; other; other = next_same(other->waiter.next, w->address, true))
		other->owner = w->waiter.thread->posix->tid;
}
