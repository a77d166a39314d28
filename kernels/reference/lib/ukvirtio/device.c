/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Device initialisation and one request at a time: VIRTIO 1.1, section 3.1.1,
 * independent of the transport.
 */
#include <errno.h>
#include <uk/asm/lcpu.h>
#include <uk/config.h>
#include <uk/plat/time.h>
#include <uk/virtio/device.h>

int virtio_probe(uint32_t type, virtio_probe_fn fn, void *arg)
{
	int rc = virtio_mmio_probe(type, fn, arg);

#ifdef CONFIG_LIBUKVIRTIO_PCI
	if (rc == 0)
		rc = virtio_pci_probe(type, fn, arg);
#endif
	return rc;
}

static void add_status(struct virtio_dev *dev, uint8_t bits)
{
	dev->ops->set_status(dev, dev->ops->get_status(dev) | bits);
}

int virtio_dev_start(struct virtio_dev *dev, uint64_t wanted, uint64_t *got)
{
	uint64_t features;

	dev->ops->set_status(dev, 0);
	add_status(dev, VIRTIO_STATUS_ACKNOWLEDGE);
	add_status(dev, VIRTIO_STATUS_DRIVER);
	features = dev->ops->get_features(dev) & (wanted | VIRTIO_F_VERSION_1);
	if (!(features & VIRTIO_F_VERSION_1))
		goto refuse;
	dev->ops->set_features(dev, features);
	add_status(dev, VIRTIO_STATUS_FEATURES_OK);
	/* The device clears the bit when it cannot live with our choice. */
	if (!(dev->ops->get_status(dev) & VIRTIO_STATUS_FEATURES_OK))
		goto refuse;
	if (got)
		*got = features;
	return 0;

refuse:
	virtio_dev_fail(dev);
	return -ENOTSUP;
}

void virtio_dev_ready(struct virtio_dev *dev)
{
	add_status(dev, VIRTIO_STATUS_DRIVER_OK);
}

void virtio_dev_fail(struct virtio_dev *dev)
{
	add_status(dev, VIRTIO_STATUS_FAILED);
	dev->ops->set_status(dev, 0);
}

/* Both the clock and the relaxed CPU leave an emulated guest, which costs more
 * than many polls and takes the lock that the device's answer needs.
 */
#define POLLS_PER_LOOK 64

static int wait_used(struct virtio_dev *dev, struct virtq *vq,
		     uint64_t timeout_ns, uint32_t *written)
{
	uint64_t start = ukplat_monotonic_clock();
	unsigned int polls = 0;
	uint16_t id;
	int rc;

	while ((rc = virtq_poll(vq, &id, written)) == -EAGAIN) {
		if (++polls % POLLS_PER_LOOK)
			continue;
		if (ukplat_monotonic_clock() - start > timeout_ns)
			break;
		ukarch_cpu_relax();
	}
	if (rc != -EAGAIN)
		return rc;
	/* Asked only here: reading the status leaves the guest each time. */
	if (dev->ops->get_status(dev) & VIRTIO_STATUS_NEEDS_RESET)
		return -EIO;
	return -ETIMEDOUT;
}

int virtio_dev_request(struct virtio_dev *dev, uint16_t index, struct virtq *vq,
		       const struct virtq_seg *segs, unsigned int n_out,
		       unsigned int n_in, uint64_t timeout_ns,
		       uint32_t *written)
{
	int rc = virtq_submit(vq, segs, n_out, n_in);

	if (rc < 0)
		return rc;
	if (virtq_needs_kick(vq))
		dev->ops->notify(dev, index);
	return wait_used(dev, vq, timeout_ns, written);
}
