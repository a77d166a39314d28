/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Device initialisation and one request at a time: VIRTIO 1.1, section 3.1.1,
 * independent of the transport.
 */
#include <errno.h>
#include <uk/asm/lcpu.h>
#include <uk/config.h>
#include <uk/essentials.h>
#include <uk/plat/irq.h>
#include <uk/plat/lcpu.h>
#include <uk/plat/time.h>
#include <uk/plat/timer.h>
#include <uk/virtio/device.h>

/* The one that interrupts of devices lead to */
#define BOOT_CPU 0

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

static int interrupted(void *arg)
{
	struct virtio_dev *dev = arg;

	return dev->ops->take_interrupt(dev);
}

void virtio_dev_hear(struct virtio_dev *dev, struct virtq *vq)
{
	unsigned long flags;

	if (!dev->irq || ukplat_lcpu_idx() != BOOT_CPU)
		return;
	flags = ukarch_irq_save();
	dev->is_heard = !ukplat_irq_register(dev->irq, UKPLAT_IRQ_LEVEL,
					     interrupted, dev);
	ukarch_irq_restore(flags);
	if (dev->is_heard)
		virtq_want_interrupts(vq);
}

/* Where the device's interrupt is lost, each answer costs this and no more */
#define NAP_NSEC ukarch_time_msec_to_nsec(10)

/* Something will wake this CPU. A timer that is set is the scheduler's, or the
 * end of an earlier nap. Interrupts disabled
 */
static bool may_nap_until(__nsec end)
{
	return ukplat_timer_is_set() || !ukplat_timer_set(end);
}

/* A CPU that polls takes from an emulated device the time that its answer needs.
 * @return -EAGAIN when the time is over, or there is nothing to sleep with
 */
static int sleep_until_used(struct virtq *vq, __nsec end, uint16_t *id,
			    uint32_t *written)
{
	__nsec now;
	int rc;

	ukarch_irq_disable();
	while ((rc = virtq_poll(vq, id, written)) == -EAGAIN &&
	       (now = ukplat_monotonic_clock()) < end &&
	       may_nap_until(MIN(end, now + NAP_NSEC)))
		ukarch_halt_irq();
	ukarch_irq_enable();
	return rc;
}

static bool can_sleep(const struct virtio_dev *dev)
{
	return dev->is_heard && !ukarch_irq_disabled() &&
	       ukplat_lcpu_idx() == BOOT_CPU;
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
	int rc = -EAGAIN;

	if (can_sleep(dev))
		rc = sleep_until_used(vq, start + timeout_ns, &id, written);
	while (rc == -EAGAIN &&
	       (rc = virtq_poll(vq, &id, written)) == -EAGAIN) {
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
