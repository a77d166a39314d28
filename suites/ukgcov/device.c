/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Bringing a virtio device up, with the case playing the device: order of the
 * status bits, negotiation, giving up (VIRTIO 1.1, sections 2.1, 2.2, 3.1).
 */
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <uk/9p_file.h>
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/plat/irq.h>
#include <uk/test.h>
#include <uk/test_cpus.h>
#include <uk/virtio/device.h>

#include "share.h"

/* What the device offers and does, and what the driver did to it. */
static struct {
	uint64_t offered;
	uint64_t accepted;
	bool refuses_features;
	bool answers;
	uint8_t status;
	uint8_t written[16];
	unsigned int writes;
	unsigned int kicks;
	struct virtq vq;
} device;

static uint8_t get_status(struct virtio_dev *dev)
{
	(void)dev;
	return device.status;
}

static void set_status(struct virtio_dev *dev, uint8_t status)
{
	(void)dev;
	if (device.writes < sizeof(device.written))
		device.written[device.writes++] = status;
	if (device.refuses_features)
		status &= (uint8_t)~VIRTIO_STATUS_FEATURES_OK;
	device.status = status;
}

static uint64_t get_features(struct virtio_dev *dev)
{
	(void)dev;
	return device.offered;
}

static void set_features(struct virtio_dev *dev, uint64_t features)
{
	(void)dev;
	device.accepted = features;
}

static void notify(struct virtio_dev *dev, uint16_t index)
{
	struct virtq *vq = &device.vq;

	(void)dev;
	(void)index;
	device.kicks++;
	if (!device.answers)
		return;
	vq->used.ring[vq->used.idx % VIRTQ_SIZE] = (struct virtq_used_elem){
		vq->avail.ring[(vq->avail.idx - 1) % VIRTQ_SIZE], 5
	};
	vq->used.idx++;
}

static const struct virtio_ops ops = {
	.get_status = get_status,
	.set_status = set_status,
	.get_features = get_features,
	.set_features = set_features,
	.notify = notify,
};

static struct virtio_dev plug(uint64_t offered)
{
	memset(&device, 0, sizeof(device));
	device.offered = offered;
	device.answers = true;
	device.status = VIRTIO_STATUS_DRIVER_OK;
	virtq_init(&device.vq);
	return (struct virtio_dev){ .ops = &ops };
}

UK_TESTCASE(ukgcov, device_is_brought_up_in_order)
{
	static const uint8_t steps[] = { 0, 1, 3, 11, 15 };
	struct virtio_dev dev = plug(VIRTIO_F_VERSION_1 | 0xff);
	uint64_t got = 0;

	UK_TEST_EXPECT_ZERO(virtio_dev_start(&dev, 0x1, &got));
	virtio_dev_ready(&dev);
	UK_TEST_EXPECT_SNUM_EQ(device.writes, sizeof(steps));
	UK_TEST_EXPECT_BYTES_EQ(device.written, steps, sizeof(steps));
	UK_TEST_EXPECT_SNUM_EQ(got, VIRTIO_F_VERSION_1 | 0x1);
	UK_TEST_EXPECT_SNUM_EQ(device.accepted, got);
}

UK_TESTCASE(ukgcov, device_features_are_the_common_ones)
{
	static const struct { uint64_t offered, wanted, got; } tries[] = {
		{ 0x0, 0x0, 0x0 }, { 0x0, 0x7, 0x0 }, { 0x7, 0x0, 0x0 },
		{ 0x6, 0x3, 0x2 }, { 0xf0000000, 0x80000000, 0x80000000 },
	};
	uint64_t got;

	for (unsigned int i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		struct virtio_dev dev =
			plug(VIRTIO_F_VERSION_1 | tries[i].offered);

		UK_TEST_EXPECT_ZERO(virtio_dev_start(&dev, tries[i].wanted,
						     &got));
		UK_TEST_EXPECT_SNUM_EQ(got, VIRTIO_F_VERSION_1 | tries[i].got);
	}
}

UK_TESTCASE(ukgcov, device_that_is_not_modern_is_refused)
{
	struct virtio_dev dev = plug(0xffffffff);

	UK_TEST_EXPECT_SNUM_EQ(virtio_dev_start(&dev, 0x1, NULL), -ENOTSUP);
	UK_TEST_EXPECT_ZERO(device.accepted);
	UK_TEST_EXPECT_ZERO(device.status);
	UK_TEST_EXPECT_NOT_ZERO(device.written[device.writes - 2] &
				VIRTIO_STATUS_FAILED);
	for (unsigned int i = 0; i < device.writes; i++)
		UK_TEST_EXPECT_ZERO(device.written[i] &
				    VIRTIO_STATUS_DRIVER_OK);
}

UK_TESTCASE(ukgcov, device_that_refuses_our_features)
{
	struct virtio_dev dev = plug(VIRTIO_F_VERSION_1);

	device.refuses_features = true;
	UK_TEST_EXPECT_SNUM_EQ(virtio_dev_start(&dev, 0, NULL), -ENOTSUP);
	UK_TEST_EXPECT_ZERO(device.status);
}

UK_TESTCASE(ukgcov, device_answers_a_request)
{
	struct virtio_dev dev = plug(VIRTIO_F_VERSION_1);
	uint8_t buf[8];
	const struct virtq_seg seg = { buf, sizeof(buf) };
	uint32_t len = 0;

	for (unsigned int i = 1; i <= 40; i++) {
		UK_TEST_EXPECT_ZERO(virtio_dev_request(&dev, 0, &device.vq,
						       &seg, 0, 1, 1000000000,
						       &len));
		UK_TEST_EXPECT_SNUM_EQ(len, 5);
		UK_TEST_EXPECT_SNUM_EQ(device.kicks, i);
	}
}

UK_TESTCASE(ukgcov, device_that_is_silent_times_out)
{
	struct virtio_dev dev = plug(VIRTIO_F_VERSION_1);
	uint8_t buf[8];
	const struct virtq_seg seg = { buf, sizeof(buf) };
	uint32_t len;

	device.answers = false;
	UK_TEST_EXPECT_SNUM_EQ(virtio_dev_request(&dev, 0, &device.vq, &seg, 0,
						  1, 1000000, &len),
			       -ETIMEDOUT);
	UK_TEST_EXPECT_SNUM_EQ(device.kicks, 1);
	device.status |= VIRTIO_STATUS_NEEDS_RESET;
	UK_TEST_EXPECT_SNUM_EQ(virtio_dev_request(&dev, 0, &device.vq, &seg, 0,
						  1, 1000000, &len),
			       -EIO);
	device.vq.used.flags = VIRTQ_USED_F_NO_NOTIFY;
	UK_TEST_EXPECT_NOT_ZERO(virtio_dev_request(&dev, 0, &device.vq, &seg,
						   0, 1, 1000, &len));
	UK_TEST_EXPECT_SNUM_EQ(device.kicks, 2);
}

/* The other way to wait: asleep, until the timer says that the time is over */
UK_TESTCASE(ukgcov, device_that_does_not_interrupt_times_out)
{
	struct virtio_dev dev = plug(VIRTIO_F_VERSION_1);
	uint8_t buf[8];
	const struct virtq_seg seg = { buf, sizeof(buf) };
	uint32_t len;

	dev.is_heard = true;
	UK_TEST_EXPECT_ZERO(virtio_dev_request(&dev, 0, &device.vq, &seg, 0, 1,
					       1000000, &len));
	device.answers = false;
	UK_TEST_EXPECT_SNUM_EQ(virtio_dev_request(&dev, 0, &device.vq, &seg, 0,
						  1, 1000000, &len),
			       -ETIMEDOUT);
}

struct listener {
	bool has_line;
	unsigned int interrupts;
};

static int heard(void *arg)
{
	((struct listener *)arg)->interrupts++;
	return 0;
}

/* Of several devices any may be the share's: all are listened to */
static int listen(const struct virtio_dev *found, void *arg)
{
	if (found->irq && !ukplat_irq_register(found->irq, UKPLAT_IRQ_LEVEL,
					       heard, arg))
		((struct listener *)arg)->has_line = true;
	return 0;
}

/* A CPU that polled instead would take from the host what the answer needs */
UK_TESTCASE(ukgcov, device_of_the_share_interrupts)
{
	static struct listener listener;
	struct uk_test_patience patience;
	struct uk_9p_file f;
	unsigned long flags;

	SKIP_WITHOUT_SHARE();
	flags = ukarch_irq_save();
	virtio_mmio_probe(VIRTIO_ID_9P, listen, &listener);
	ukarch_irq_restore(flags);
	if (!listener.has_line)
		UK_TEST_SKIP("the machine tells of no line");
	UK_TEST_EXPECT_SNUM_EQ(uk_9p_file_open("suite-none", UK_9P_RDONLY, &f),
			       -ENOENT);
	/* The answer may be seen before it interrupts. */
	uk_test_patience_begin(&patience, ukarch_time_sec_to_nsec(1));
	while (!UK_READ_ONCE(listener.interrupts) &&
	       uk_test_may_wait(&patience))
		;
	UK_TEST_EXPECT_NOT_ZERO(listener.interrupts);
}

/* That of the share: what lies behind it belongs to the next device */
static int read_behind_the_end(const struct virtio_dev *found, void *arg)
{
	struct virtio_dev dev = *found;
	static uint8_t buf[1024];

	*(int *)arg = dev.ops->read_config(&dev, 1, buf, sizeof(buf));
	return 1;
}

UK_TESTCASE(ukgcov, device_configuration_has_an_end)
{
	int rc;

	if (!virtio_mmio_probe(VIRTIO_ID_9P, read_behind_the_end, &rc))
		UK_TEST_SKIP("needs a virtio-mmio device");
	UK_TEST_EXPECT_SNUM_EQ(rc, -ERANGE);
}
