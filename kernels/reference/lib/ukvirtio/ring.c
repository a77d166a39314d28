/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Split virtqueue: VIRTIO 1.1, sections 2.6.13 (supplying buffers) and 2.6.14
 * (receiving used buffers). The used ring is written by the device, so each
 * value taken from it is checked against what the driver remembers.
 */
#include <errno.h>
#include <string.h>
#include <uk/asm/lcpu.h>
#include <uk/virtio/ring.h>

void virtq_init(struct virtq *vq)
{
	memset(vq, 0, sizeof(*vq));
	for (uint16_t i = 0; i < VIRTQ_SIZE; i++)
		vq->next_free[i] = (uint16_t)(i + 1);
	vq->free_count = VIRTQ_SIZE;
	vq->avail.flags = VIRTQ_AVAIL_F_NO_INTERRUPT;
}

void virtq_want_interrupts(struct virtq *vq)
{
	vq->avail.flags = 0;
}

static uint16_t take_desc(struct virtq *vq)
{
	uint16_t i = vq->free_head;

	vq->free_head = vq->next_free[i];
	vq->free_count--;
	return i;
}

static void free_chain(struct virtq *vq, uint16_t head)
{
	uint16_t i = head;

	for (uint16_t left = vq->chain[head].count; left > 1; left--)
		i = vq->next_free[i];
	vq->next_free[i] = vq->free_head;
	vq->free_head = head;
	vq->free_count += vq->chain[head].count;
	vq->chain[head].count = 0;
}

/* Writes the chain's descriptors; the free list already links them in order. */
static uint16_t fill_chain(struct virtq *vq, const struct virtq_seg *segs,
			   unsigned int n_out, unsigned int n)
{
	uint16_t head = vq->free_head;
	uint32_t writable = 0;

	for (unsigned int k = 0; k < n; k++) {
		uint16_t i = take_desc(vq);
		struct virtq_desc *d = &vq->desc[i];

		d->addr = (uintptr_t)segs[k].base;
		d->len = segs[k].len;
		d->flags = k < n_out ? 0 : VIRTQ_DESC_F_WRITE;
		d->next = 0;
		if (k + 1 < n) {
			d->flags |= VIRTQ_DESC_F_NEXT;
			d->next = vq->next_free[i];
		}
		if (k >= n_out)
			writable += segs[k].len;
	}
	vq->chain[head].count = (uint16_t)n;
	vq->chain[head].writable = writable;
	return head;
}

static void publish(struct virtq *vq, uint16_t head)
{
	volatile struct virtq_avail *avail = &vq->avail;
	uint16_t idx = avail->idx;

	avail->ring[idx % VIRTQ_SIZE] = head;
	/* 2.6.13.3.1: the entry must be visible before the index is. */
	wmb();
	avail->idx = (uint16_t)(idx + 1);
	/* 2.6.13.4.1: the index before used.flags is read, or a kick is lost. */
	mb();
	vq->in_flight++;
}

int virtq_submit(struct virtq *vq, const struct virtq_seg *segs,
		 unsigned int n_out, unsigned int n_in)
{
	unsigned int n = n_out + n_in;
	uint16_t head;

	if (n == 0)
		return -EINVAL;
	for (unsigned int k = 0; k < n; k++)
		if (segs[k].len == 0)
			return -EINVAL;
	if (n > vq->free_count)
		return -ENOSPC;
	head = fill_chain(vq, segs, n_out, n);
	publish(vq, head);
	return head;
}

int virtq_needs_kick(const struct virtq *vq)
{
	const volatile struct virtq_used *used = &vq->used;

	return !(used->flags & VIRTQ_USED_F_NO_NOTIFY);
}

int virtq_poll(struct virtq *vq, uint16_t *id, uint32_t *len)
{
	volatile struct virtq_used *used = &vq->used;
	uint16_t pending = (uint16_t)(used->idx - vq->last_used);
	volatile struct virtq_used_elem *e;
	uint32_t head, written;

	if (pending == 0)
		return -EAGAIN;
	if (pending > vq->in_flight)
		return -EIO;
	/* 2.6.14: the element is read only after the index that covers it. */
	rmb();
	e = &used->ring[vq->last_used % VIRTQ_SIZE];
	head = e->id;
	written = e->len;
	if (head >= VIRTQ_SIZE || vq->chain[head].count == 0)
		return -EIO;
	if (written > vq->chain[head].writable)
		return -EIO;
	vq->last_used++;
	vq->in_flight--;
	free_chain(vq, (uint16_t)head);
	*id = (uint16_t)head;
	*len = written;
	return 0;
}
