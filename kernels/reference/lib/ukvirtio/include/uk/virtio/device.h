/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A virtio device behind any transport: VIRTIO 1.1, sections 2.1 (status),
 * 2.2 (features), 3.1 (initialisation). Modern devices only: VERSION_1 is
 * always negotiated and a device without it is refused.
 */
#ifndef __UK_VIRTIO_DEVICE_H__
#define __UK_VIRTIO_DEVICE_H__

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <uk/virtio/ring.h>

/* Section 2.1. */
#define VIRTIO_STATUS_ACKNOWLEDGE 0x01
#define VIRTIO_STATUS_DRIVER 0x02
#define VIRTIO_STATUS_DRIVER_OK 0x04
#define VIRTIO_STATUS_FEATURES_OK 0x08
#define VIRTIO_STATUS_NEEDS_RESET 0x40
#define VIRTIO_STATUS_FAILED 0x80

/* Section 6. */
#define VIRTIO_F_VERSION_1 (1ULL << 32)

/* Section 5: device types. */
#define VIRTIO_ID_CONSOLE 3
#define VIRTIO_ID_9P 9

/** Queues that a driver may use on virtio-pci: indexes 0 to 7. */
#define VIRTIO_PCI_QUEUES 8

struct virtio_dev;

/** What a transport does for a device. */
struct virtio_ops {
	uint8_t (*get_status)(struct virtio_dev *dev);
	/** Writing 0 resets and returns when the reset is done. */
	void (*set_status)(struct virtio_dev *dev, uint8_t status);
	uint64_t (*get_features)(struct virtio_dev *dev);
	void (*set_features)(struct virtio_dev *dev, uint64_t features);
	/** Tells the device where queue `index` is; -ENODEV, -EBUSY, -EINVAL. */
	int (*enable_queue)(struct virtio_dev *dev, uint16_t index,
			    struct virtq *vq);
	void (*notify)(struct virtio_dev *dev, uint16_t index);
	/** Reads device configuration space; -ERANGE beyond its end. */
	int (*read_config)(struct virtio_dev *dev, size_t offset, void *buf,
			   size_t len);
	/** Ends an interrupt; whether it was this device's. With `irq` only */
	int (*take_interrupt)(struct virtio_dev *dev);
};

/** Where a virtio-mmio transport's registers are (section 4.2.2). */
struct virtio_mmio_regs {
	uintptr_t base;
	size_t len;
};

/** Where a virtio-pci function's structures are (section 4.1.4). */
struct virtio_pci_regs {
	uintptr_t common;
	uintptr_t notify;
	uint32_t notify_len;
	uint32_t notify_multiplier;
	uintptr_t config;
	uint32_t config_len;
	uint16_t notify_off[VIRTIO_PCI_QUEUES];
};

struct virtio_dev {
	const struct virtio_ops *ops;
	uint32_t type;	  /* section 5 */
	unsigned int irq; /* as ukplat_irq_register() takes it; 0: none */
	bool is_heard;	  /* its interrupts have a handler */
	union {
		struct virtio_mmio_regs mmio;
		struct virtio_pci_regs pci;
	};
};

/**
 * Called for each device found; `dev` is only valid during the call and may
 * be copied. Returns 0 to go on, anything else to stop.
 */
typedef int (*virtio_probe_fn)(const struct virtio_dev *dev, void *arg);

/**
 * Looks for devices of one type on every transport of this machine.
 * @return what `fn` returned when it stopped the search, else 0
 */
int virtio_probe(uint32_t type, virtio_probe_fn fn, void *arg);

/** The same for virtio-mmio alone. */
int virtio_mmio_probe(uint32_t type, virtio_probe_fn fn, void *arg);

/** The same for virtio-pci alone. */
int virtio_pci_probe(uint32_t type, virtio_probe_fn fn, void *arg);

/**
 * Steps 1 to 6 of section 3.1.1: resets the device and negotiates VERSION_1
 * plus those bits of `wanted` that the device offers.
 *
 * @param got the features agreed on, may be NULL
 * @return 0, or -ENOTSUP when the device is not modern or refuses our features
 */
int virtio_dev_start(struct virtio_dev *dev, uint64_t wanted, uint64_t *got);

/** Step 8 of section 3.1.1: queues are set up, the device may use them. */
void virtio_dev_ready(struct virtio_dev *dev);

/**
 * Lets virtio_dev_request() on this queue sleep instead of poll, where the machine
 * tells of the device's interrupt. Once for a device, before it is ready; it stays
 * where it is from then on.
 */
void virtio_dev_hear(struct virtio_dev *dev, struct virtq *vq);

/** Tells the device that this driver gave up, then resets it. */
void virtio_dev_fail(struct virtio_dev *dev);

/**
 * Offers the segments, notifies, and waits until the device has answered. The
 * boot CPU sleeps meanwhile if the device is heard and interrupts are enabled.
 *
 * @param written bytes the device wrote
 * @return 0, the error of virtq_submit() or virtq_poll(), -ETIMEDOUT when
 *	`timeout_ns` passed, -EIO when the device asked for a reset
 */
int virtio_dev_request(struct virtio_dev *dev, uint16_t index, struct virtq *vq,
		       const struct virtq_seg *segs, unsigned int n_out,
		       unsigned int n_in, uint64_t timeout_ns,
		       uint32_t *written);

#endif /* __UK_VIRTIO_DEVICE_H__ */
