/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The memory-mapped transport, version 2: VIRTIO 1.1, section 4.2.
 */
#include <errno.h>
#include <uk/asm/lcpu.h>
#include <uk/plat/virtio.h>
#include <uk/virtio/device.h>

/* Section 4.2.2, table 4.1. */
#define REG_MAGIC 0x000
#define REG_VERSION 0x004
#define REG_DEVICE_ID 0x008
#define REG_DEVICE_FEATURES 0x010
#define REG_DEVICE_FEATURES_SEL 0x014
#define REG_DRIVER_FEATURES 0x020
#define REG_DRIVER_FEATURES_SEL 0x024
#define REG_QUEUE_SEL 0x030
#define REG_QUEUE_NUM_MAX 0x034
#define REG_QUEUE_NUM 0x038
#define REG_QUEUE_READY 0x044
#define REG_QUEUE_NOTIFY 0x050
#define REG_INTERRUPT_STATUS 0x060
#define REG_INTERRUPT_ACK 0x064
#define REG_STATUS 0x070
#define REG_QUEUE_DESC 0x080
#define REG_QUEUE_DRIVER 0x090
#define REG_QUEUE_DEVICE 0x0a0
#define REG_CONFIG_GENERATION 0x0fc
#define REG_CONFIG 0x100

#define MAGIC 0x74726976 /* "virt" */
#define VERSION_MODERN 2

static uint32_t read_reg(const struct virtio_dev *dev, unsigned int reg)
{
	return *(volatile uint32_t *)(dev->mmio.base + reg);
}

static void write_reg(const struct virtio_dev *dev, unsigned int reg,
		      uint32_t value)
{
	*(volatile uint32_t *)(dev->mmio.base + reg) = value;
}

static void write_reg64(const struct virtio_dev *dev, unsigned int reg,
			uint64_t value)
{
	write_reg(dev, reg, (uint32_t)value);
	write_reg(dev, reg + 4, (uint32_t)(value >> 32));
}

static uint8_t mmio_get_status(struct virtio_dev *dev)
{
	return (uint8_t)read_reg(dev, REG_STATUS);
}

static void mmio_set_status(struct virtio_dev *dev, uint8_t status)
{
	write_reg(dev, REG_STATUS, status);
	while (status == 0 && read_reg(dev, REG_STATUS) != 0)
		ukarch_cpu_relax();
}

static uint64_t mmio_get_features(struct virtio_dev *dev)
{
	uint64_t low;

	write_reg(dev, REG_DEVICE_FEATURES_SEL, 0);
	low = read_reg(dev, REG_DEVICE_FEATURES);
	write_reg(dev, REG_DEVICE_FEATURES_SEL, 1);
	return low | (uint64_t)read_reg(dev, REG_DEVICE_FEATURES) << 32;
}

static void mmio_set_features(struct virtio_dev *dev, uint64_t features)
{
	write_reg(dev, REG_DRIVER_FEATURES_SEL, 0);
	write_reg(dev, REG_DRIVER_FEATURES, (uint32_t)features);
	write_reg(dev, REG_DRIVER_FEATURES_SEL, 1);
	write_reg(dev, REG_DRIVER_FEATURES, (uint32_t)(features >> 32));
}

/* Section 4.2.3.2. */
static int mmio_enable_queue(struct virtio_dev *dev, uint16_t index,
			     struct virtq *vq)
{
	uint32_t max;

	write_reg(dev, REG_QUEUE_SEL, index);
	if (read_reg(dev, REG_QUEUE_READY) != 0)
		return -EBUSY;
	max = read_reg(dev, REG_QUEUE_NUM_MAX);
	if (max == 0)
		return -ENODEV;
	if (max < VIRTQ_SIZE)
		return -EINVAL;
	write_reg(dev, REG_QUEUE_NUM, VIRTQ_SIZE);
	write_reg64(dev, REG_QUEUE_DESC, (uintptr_t)vq->desc);
	write_reg64(dev, REG_QUEUE_DRIVER, (uintptr_t)&vq->avail);
	write_reg64(dev, REG_QUEUE_DEVICE, (uintptr_t)&vq->used);
	write_reg(dev, REG_QUEUE_READY, 1);
	return 0;
}

static void mmio_notify(struct virtio_dev *dev, uint16_t index)
{
	write_reg(dev, REG_QUEUE_NOTIFY, index);
}

static int mmio_take_interrupt(struct virtio_dev *dev)
{
	uint32_t causes = read_reg(dev, REG_INTERRUPT_STATUS);

	write_reg(dev, REG_INTERRUPT_ACK, causes);
	return causes != 0;
}

/* Section 4.2.2.2: configuration changes while reading it show as a new
 * generation; fields are read by bytes because their widths differ.
 */
static int mmio_read_config(struct virtio_dev *dev, size_t offset, void *buf,
			    size_t len)
{
	size_t room = dev->mmio.len - REG_CONFIG;
	volatile uint8_t *src;
	uint32_t generation;
	uint8_t *dst = buf;

	if (offset > room || len > room - offset)
		return -ERANGE;
	src = (volatile uint8_t *)(dev->mmio.base + REG_CONFIG + offset);
	do {
		generation = read_reg(dev, REG_CONFIG_GENERATION);
		for (size_t i = 0; i < len; i++)
			dst[i] = src[i];
	} while (read_reg(dev, REG_CONFIG_GENERATION) != generation);
	return 0;
}

static const struct virtio_ops mmio_ops = {
	.get_status = mmio_get_status,
	.set_status = mmio_set_status,
	.get_features = mmio_get_features,
	.set_features = mmio_set_features,
	.enable_queue = mmio_enable_queue,
	.notify = mmio_notify,
	.read_config = mmio_read_config,
	.take_interrupt = mmio_take_interrupt,
};

struct mmio_search {
	uint32_t type;
	virtio_probe_fn fn;
	void *arg;
};

static int visit_transport(uint64_t base, size_t len, unsigned int irq,
			   void *arg)
{
	struct mmio_search *search = arg;
	struct virtio_dev dev = {
		.ops = &mmio_ops,
		.type = search->type,
		.irq = irq,
		.mmio = { .base = (uintptr_t)base, .len = len },
	};

	if (len <= REG_CONFIG || read_reg(&dev, REG_MAGIC) != MAGIC)
		return 0;
	if (read_reg(&dev, REG_VERSION) != VERSION_MODERN)
		return 0;
	if (read_reg(&dev, REG_DEVICE_ID) != search->type)
		return 0;
	return search->fn(&dev, search->arg);
}

int virtio_mmio_probe(uint32_t type, virtio_probe_fn fn, void *arg)
{
	struct mmio_search search = { .type = type, .fn = fn, .arg = arg };

	return ukplat_virtio_mmio_probe(visit_transport, &search);
}
