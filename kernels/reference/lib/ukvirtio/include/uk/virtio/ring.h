/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A split virtqueue driven by polling: VIRTIO 1.1, section 2.6. Descriptors
 * and rings live inside the structure, which must be static kernel memory
 * (identity mapped, so that an address is its own bus address).
 * Not locked: one caller at a time. Works with interrupts off.
 */
#ifndef __UK_VIRTIO_RING_H__
#define __UK_VIRTIO_RING_H__

#include <stdint.h>

/** Descriptors per queue; a power of two, as section 2.6 asks. */
#define VIRTQ_SIZE 16

#define VIRTQ_DESC_F_NEXT 1
#define VIRTQ_DESC_F_WRITE 2
#define VIRTQ_AVAIL_F_NO_INTERRUPT 1
#define VIRTQ_USED_F_NO_NOTIFY 1

/* Section 2.6.5; all fields little-endian, as both our architectures are. */
struct virtq_desc {
	uint64_t addr;
	uint32_t len;
	uint16_t flags;
	uint16_t next;
};

/* Section 2.6.6. */
struct virtq_avail {
	uint16_t flags;
	uint16_t idx;
	uint16_t ring[VIRTQ_SIZE];
};

/* Section 2.6.8. */
struct virtq_used_elem {
	uint32_t id;
	uint32_t len;
};

struct virtq_used {
	uint16_t flags;
	uint16_t idx;
	struct virtq_used_elem ring[VIRTQ_SIZE];
};

_Static_assert(sizeof(struct virtq_desc) == 16, "virtio 1.1, 2.6.5");
_Static_assert(sizeof(struct virtq_used_elem) == 8, "virtio 1.1, 2.6.8");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "virtio is LE");

/** One piece of a request. */
struct virtq_seg {
	const volatile void *base;
	uint32_t len;
};

/** What the driver remembers of a chain; the device cannot reach it. */
struct virtq_chain {
	uint16_t count;    /* descriptors; 0 = no chain starts here */
	uint32_t writable; /* bytes that the device may write */
};

struct virtq {
	struct virtq_desc desc[VIRTQ_SIZE] __attribute__((aligned(16)));
	struct virtq_avail avail;
	struct virtq_used used __attribute__((aligned(4)));
	struct virtq_chain chain[VIRTQ_SIZE];
	uint16_t next_free[VIRTQ_SIZE];
	uint16_t free_head;
	uint16_t free_count;
	uint16_t in_flight; /* chains handed to the device */
	uint16_t last_used;
};

/** Empties the queue: no chains, interrupts not wanted. */
void virtq_init(struct virtq *vq);

/** Before the device is ready: it is to interrupt (section 2.6.7). */
void virtq_want_interrupts(struct virtq *vq);

/**
 * Offers one chain: first `n_out` segments the device reads, then `n_in` it
 * writes (section 2.6.4.2 requires this order). The memory of the segments
 * belongs to the device until virtq_poll() returns the chain.
 *
 * @return the chain's id (0 and up), -EINVAL for an empty chain or an empty
 *	segment, -ENOSPC when there are not enough free descriptors
 */
int virtq_submit(struct virtq *vq, const struct virtq_seg *segs,
		 unsigned int n_out, unsigned int n_in);

/** Whether the device wants to be notified (section 2.6.10). */
int virtq_needs_kick(const struct virtq *vq);

/**
 * Takes back one finished chain.
 *
 * @param id the id that virtq_submit() returned
 * @param len bytes the device wrote, never above what it was allowed to
 * @return 0, -EAGAIN when nothing is finished, -EIO when the used ring makes
 *	no sense (unknown id, index out of step, impossible length)
 */
int virtq_poll(struct virtq *vq, uint16_t *id, uint32_t *len);

#endif /* __UK_VIRTIO_RING_H__ */
