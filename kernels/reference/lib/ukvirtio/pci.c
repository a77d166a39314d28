/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The PCI transport's operations on a function whose structures are known:
 * VIRTIO 1.1, sections 4.1.4.3 (common configuration), 4.1.4.4 (notification)
 * and 4.1.5.1 (initialisation).
 */
#include <errno.h>
#include <uk/asm/lcpu.h>

#include "pci_ops.h"

struct common_cfg {
	uint32_t device_feature_select;
	uint32_t device_feature;
	uint32_t driver_feature_select;
	uint32_t driver_feature;
	uint16_t msix_config;
	uint16_t num_queues;
	uint8_t device_status;
	uint8_t config_generation;
	uint16_t queue_select;
	uint16_t queue_size;
	uint16_t queue_msix_vector;
	uint16_t queue_enable;
	uint16_t queue_notify_off;
	uint32_t queue_desc[2];
	uint32_t queue_driver[2];
	uint32_t queue_device[2];
};

_Static_assert(sizeof(struct common_cfg) == VIRTIO_PCI_COMMON_LEN,
	       "virtio 1.1, 4.1.4.3");

static volatile struct common_cfg *common(const struct virtio_dev *dev)
{
	return (volatile struct common_cfg *)dev->pci.common;
}

static uint8_t pci_get_status(struct virtio_dev *dev)
{
	return common(dev)->device_status;
}

static void pci_set_status(struct virtio_dev *dev, uint8_t status)
{
	common(dev)->device_status = status;
	while (status == 0 && common(dev)->device_status != 0)
		ukarch_cpu_relax();
}

static uint64_t pci_get_features(struct virtio_dev *dev)
{
	volatile struct common_cfg *cfg = common(dev);
	uint64_t low;

	cfg->device_feature_select = 0;
	low = cfg->device_feature;
	cfg->device_feature_select = 1;
	return low | (uint64_t)cfg->device_feature << 32;
}

static void pci_set_features(struct virtio_dev *dev, uint64_t features)
{
	volatile struct common_cfg *cfg = common(dev);

	cfg->driver_feature_select = 0;
	cfg->driver_feature = (uint32_t)features;
	cfg->driver_feature_select = 1;
	cfg->driver_feature = (uint32_t)(features >> 32);
}

static void write_address(volatile uint32_t field[2], const volatile void *p)
{
	field[0] = (uint32_t)(uintptr_t)p;
	field[1] = (uint32_t)((uint64_t)(uintptr_t)p >> 32);
}

/* Where in the notification structure the queue's doorbell is. */
static int find_doorbell(struct virtio_dev *dev, uint16_t index)
{
	uint64_t off = (uint64_t)common(dev)->queue_notify_off *
		       dev->pci.notify_multiplier;

	if (off + sizeof(uint16_t) > dev->pci.notify_len || off > UINT16_MAX)
		return -EINVAL;
	dev->pci.notify_off[index] = (uint16_t)off;
	return 0;
}

static int pci_enable_queue(struct virtio_dev *dev, uint16_t index,
			    struct virtq *vq)
{
	volatile struct common_cfg *cfg = common(dev);
	int rc;

	if (index >= cfg->num_queues || index >= VIRTIO_PCI_QUEUES)
		return -ENODEV;
	cfg->queue_select = index;
	if (cfg->queue_enable)
		return -EBUSY;
	if (cfg->queue_size < VIRTQ_SIZE)
		return cfg->queue_size == 0 ? -ENODEV : -EINVAL;
	rc = find_doorbell(dev, index);
	if (rc)
		return rc;
	cfg->queue_size = VIRTQ_SIZE;
	write_address(cfg->queue_desc, vq->desc);
	write_address(cfg->queue_driver, &vq->avail);
	write_address(cfg->queue_device, &vq->used);
	cfg->queue_enable = 1;
	return 0;
}

static void pci_notify(struct virtio_dev *dev, uint16_t index)
{
	*(volatile uint16_t *)(dev->pci.notify + dev->pci.notify_off[index]) =
		index;
}

static int pci_read_config(struct virtio_dev *dev, size_t offset, void *buf,
			   size_t len)
{
	volatile uint8_t *src = (volatile uint8_t *)dev->pci.config + offset;
	uint8_t *dst = buf;
	uint8_t generation;

	if (offset > dev->pci.config_len ||
	    len > dev->pci.config_len - offset)
		return -ERANGE;
	do {
		generation = common(dev)->config_generation;
		for (size_t i = 0; i < len; i++)
			dst[i] = src[i];
	} while (common(dev)->config_generation != generation);
	return 0;
}

const struct virtio_ops virtio_pci_ops = {
	.get_status = pci_get_status,
	.set_status = pci_set_status,
	.get_features = pci_get_features,
	.set_features = pci_set_features,
	.enable_queue = pci_enable_queue,
	.notify = pci_notify,
	.read_config = pci_read_config,
};
