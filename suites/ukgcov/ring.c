/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The split virtqueue, with the case playing the device: what the driver
 * offers, and that it believes nothing impossible (VIRTIO 1.1, section 2.6).
 */
#include <errno.h>
#include <string.h>
#include <uk/test.h>
#include <uk/virtio/ring.h>

static struct virtq vq;
static uint8_t memory[256];

static const struct virtq_seg out_in[] = {
	{ memory, 16 },
	{ memory + 16, 48 },
	{ memory + 64, 64 },
	{ memory + 128, 128 },
};

/* As the device: chain `id` is done, `len` bytes were written. */
static void complete(uint32_t id, uint32_t len)
{
	vq.used.ring[vq.used.idx % VIRTQ_SIZE] =
		(struct virtq_used_elem){ id, len };
	vq.used.idx++;
}

/* Offers one segment that the device may write. */
static int offer_in(uint32_t len)
{
	const struct virtq_seg seg = { memory, len };

	return virtq_submit(&vq, &seg, 0, 1);
}

UK_TESTCASE(ukgcov, ring_starts_empty)
{
	uint16_t id;
	uint32_t len;

	memset(&vq, 0xa5, sizeof(vq));
	virtq_init(&vq);
	UK_TEST_EXPECT_SNUM_EQ(vq.avail.flags, VIRTQ_AVAIL_F_NO_INTERRUPT);
	UK_TEST_EXPECT_ZERO(vq.avail.idx);
	UK_TEST_EXPECT_ZERO(vq.used.idx);
	UK_TEST_EXPECT_SNUM_EQ(vq.free_count, VIRTQ_SIZE);
	UK_TEST_EXPECT_SNUM_EQ(virtq_poll(&vq, &id, &len), -EAGAIN);
	UK_TEST_EXPECT_ZERO((uintptr_t)vq.desc % 16);
	UK_TEST_EXPECT_ZERO((uintptr_t)&vq.avail % 2);
	UK_TEST_EXPECT_ZERO((uintptr_t)&vq.used % 4);
}

UK_TESTCASE(ukgcov, ring_offers_a_chain)
{
	uint16_t i;
	int head;

	virtq_init(&vq);
	head = virtq_submit(&vq, out_in, 2, 2);
	UK_TEST_EXPECT_SNUM_GE(head, 0);
	UK_TEST_EXPECT_SNUM_EQ(vq.avail.idx, 1);
	UK_TEST_EXPECT_SNUM_EQ(vq.avail.ring[0], head);
	i = (uint16_t)head;
	for (unsigned int k = 0; k < 4; k++) {
		const struct virtq_desc *d = &vq.desc[i];

		UK_TEST_EXPECT_SNUM_EQ(d->addr, (uintptr_t)out_in[k].base);
		UK_TEST_EXPECT_SNUM_EQ(d->len, out_in[k].len);
		UK_TEST_EXPECT_SNUM_EQ(d->flags & VIRTQ_DESC_F_WRITE,
				       k < 2 ? 0 : VIRTQ_DESC_F_WRITE);
		UK_TEST_EXPECT_SNUM_EQ(d->flags & VIRTQ_DESC_F_NEXT,
				       k < 3 ? VIRTQ_DESC_F_NEXT : 0);
		i = d->next;
	}
	UK_TEST_EXPECT_SNUM_EQ(vq.free_count, VIRTQ_SIZE - 4);
}

UK_TESTCASE(ukgcov, ring_refuses_empty_requests)
{
	const struct virtq_seg hole[] = { { memory, 8 }, { memory, 0 } };

	virtq_init(&vq);
	UK_TEST_EXPECT_SNUM_EQ(virtq_submit(&vq, out_in, 0, 0), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(virtq_submit(&vq, hole, 1, 1), -EINVAL);
	UK_TEST_EXPECT_SNUM_EQ(virtq_submit(&vq, hole, 2, 0), -EINVAL);
	UK_TEST_EXPECT_ZERO(vq.avail.idx);
	UK_TEST_EXPECT_SNUM_EQ(vq.free_count, VIRTQ_SIZE);
}

UK_TESTCASE(ukgcov, ring_full_and_free_again)
{
	uint16_t id;
	uint32_t len;
	int heads[VIRTQ_SIZE / 4];

	virtq_init(&vq);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < VIRTQ_SIZE / 4; i++) {
			heads[i] = virtq_submit(&vq, out_in, 2, 2);
			UK_TEST_EXPECT_SNUM_GE(heads[i], 0);
		}
		UK_TEST_EXPECT_ZERO(vq.free_count);
		UK_TEST_EXPECT_SNUM_EQ(offer_in(1), -ENOSPC);
		/* Out of order: the last one first. */
		for (int i = VIRTQ_SIZE / 4 - 1; i >= 0; i--)
			complete((uint32_t)heads[i], 192);
		for (int i = VIRTQ_SIZE / 4 - 1; i >= 0; i--) {
			UK_TEST_EXPECT_ZERO(virtq_poll(&vq, &id, &len));
			UK_TEST_EXPECT_SNUM_EQ(id, heads[i]);
			UK_TEST_EXPECT_SNUM_EQ(len, 192);
		}
		UK_TEST_EXPECT_SNUM_EQ(vq.free_count, VIRTQ_SIZE);
	}
	UK_TEST_EXPECT_SNUM_EQ(virtq_poll(&vq, &id, &len), -EAGAIN);
}

UK_TESTCASE(ukgcov, ring_disbelieves_unknown_ids)
{
	static const uint32_t bad[] = { VIRTQ_SIZE, VIRTQ_SIZE + 1, 0xffff,
					0x10000, 0xffffffff };
	uint16_t id;
	uint32_t len;
	int head;

	for (unsigned int i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		virtq_init(&vq);
		UK_TEST_EXPECT_SNUM_GE(offer_in(64), 0);
		complete(bad[i], 1);
		UK_TEST_EXPECT_SNUM_EQ(virtq_poll(&vq, &id, &len), -EIO);
	}
	/* A descriptor in the middle of a chain is not a chain. */
	virtq_init(&vq);
	head = virtq_submit(&vq, out_in, 2, 2);
	complete(vq.desc[head].next, 1);
	UK_TEST_EXPECT_SNUM_EQ(virtq_poll(&vq, &id, &len), -EIO);
}

UK_TESTCASE(ukgcov, ring_disbelieves_double_completion)
{
	uint16_t id;
	uint32_t len;
	int first, second;

	virtq_init(&vq);
	first = offer_in(64);
	second = offer_in(64);
	UK_TEST_EXPECT(first != second);
	complete((uint32_t)first, 1);
	complete((uint32_t)first, 1);
	UK_TEST_EXPECT_ZERO(virtq_poll(&vq, &id, &len));
	UK_TEST_EXPECT_SNUM_EQ(id, first);
	UK_TEST_EXPECT_SNUM_EQ(virtq_poll(&vq, &id, &len), -EIO);
}

UK_TESTCASE(ukgcov, ring_disbelieves_impossible_lengths)
{
	static const struct { uint32_t len; int rc; } tries[] = {
		{ 0, 0 }, { 1, 0 }, { 192, 0 }, { 193, -EIO },
		{ 256, -EIO }, { 0xffffffff, -EIO },
	};
	uint16_t id;
	uint32_t len;

	for (unsigned int i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		virtq_init(&vq);
		complete((uint32_t)virtq_submit(&vq, out_in, 2, 2),
			 tries[i].len);
		UK_TEST_EXPECT_SNUM_EQ(virtq_poll(&vq, &id, &len),
				       tries[i].rc);
	}
	/* Nothing may have been written to a chain that is read only. */
	virtq_init(&vq);
	complete((uint32_t)virtq_submit(&vq, out_in, 4, 0), 1);
	UK_TEST_EXPECT_SNUM_EQ(virtq_poll(&vq, &id, &len), -EIO);
}

UK_TESTCASE(ukgcov, ring_disbelieves_index_jumps)
{
	static const uint16_t jumps[] = { 2, 3, VIRTQ_SIZE, 0x8000, 0xffff };
	uint16_t id;
	uint32_t len;

	for (unsigned int i = 0; i < sizeof(jumps) / sizeof(jumps[0]); i++) {
		virtq_init(&vq);
		UK_TEST_EXPECT_SNUM_GE(offer_in(64), 0);
		vq.used.idx = jumps[i];
		UK_TEST_EXPECT_SNUM_EQ(virtq_poll(&vq, &id, &len), -EIO);
	}
	virtq_init(&vq);
	vq.used.idx = 1;
	UK_TEST_EXPECT_SNUM_EQ(virtq_poll(&vq, &id, &len), -EIO);
}

UK_TESTCASE(ukgcov, ring_indices_wrap_around)
{
	unsigned int wrong = 0;
	uint16_t id;
	uint32_t len;

	virtq_init(&vq);
	vq.avail.idx = vq.used.idx = vq.last_used = (uint16_t)-100;
	for (unsigned int i = 0; i < 200; i++) {
		int head = virtq_submit(&vq, out_in, 1 + i % 2, 1 + i % 2);

		if (head < 0)
			break;
		complete((uint32_t)head, i % 48);
		wrong += virtq_poll(&vq, &id, &len) != 0 || id != head ||
			 len != i % 48;
	}
	UK_TEST_EXPECT_ZERO(wrong);
	UK_TEST_EXPECT_SNUM_EQ(vq.avail.idx, 100);
	UK_TEST_EXPECT_SNUM_EQ(vq.free_count, VIRTQ_SIZE);
}

UK_TESTCASE(ukgcov, ring_kicks_unless_told_not_to)
{
	virtq_init(&vq);
	UK_TEST_EXPECT_NOT_ZERO(virtq_needs_kick(&vq));
	vq.used.flags = VIRTQ_USED_F_NO_NOTIFY;
	UK_TEST_EXPECT_ZERO(virtq_needs_kick(&vq));
	vq.used.flags = 0;
	UK_TEST_EXPECT_NOT_ZERO(virtq_needs_kick(&vq));
}
