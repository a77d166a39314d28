/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The share `ukmatrix`: a virtio-9p device found by its mount tag, with the
 * one client that talks to it. VIRTIO 1.1 gives 9p the type 9 (section 5);
 * its configuration is tag_len[2] tag[tag_len], its only queue carries T- and
 * R-message in one chain.
 */
#include <errno.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/virtio/device.h>

#define SHARE_TAG "ukmatrix"
#define SHARE_TAG_LEN (sizeof(SHARE_TAG) - 1)

#define F_MOUNT_TAG (1ULL << 0)
#define REQUEST_QUEUE 0

/* Bytes per message. 500 KiB is QEMU's limit; more than 128 gains nothing. */
#define SHARE_MSIZE (128 * 1024)

/* An answer that takes longer means that the host is gone. */
#define REQUEST_TIMEOUT_NS (20ULL * 1000 * 1000 * 1000)

static struct {
	struct virtio_dev dev;
	struct virtq vq;
	struct uk_9p_client client;
	int state; /* 0: usable; else why not */
	bool is_probed;
	uint8_t tx[SHARE_MSIZE] __attribute__((aligned(64)));
	uint8_t rx[SHARE_MSIZE] __attribute__((aligned(64)));
} share;

static int share_request(void *ctx, const void *tx, uint32_t tx_len, void *rx,
			 uint32_t rx_cap, uint32_t *rx_len)
{
	const struct virtq_seg segs[] = { { tx, tx_len }, { rx, rx_cap } };
	int rc;

	(void)ctx;
	rc = virtio_dev_request(&share.dev, REQUEST_QUEUE, &share.vq, segs, 1,
				1, REQUEST_TIMEOUT_NS, rx_len);
	/* The device must not write into a buffer that nobody waits for. */
	if (rc)
		virtio_dev_fail(&share.dev);
	return rc;
}

static bool has_tag(struct virtio_dev *dev)
{
	char tag[SHARE_TAG_LEN];
	uint8_t len[2];

	if (dev->ops->read_config(dev, 0, len, sizeof(len)))
		return false;
	if ((len[0] | len[1] << 8) != SHARE_TAG_LEN)
		return false;
	if (dev->ops->read_config(dev, 2, tag, sizeof(tag)))
		return false;
	return memcmp(tag, SHARE_TAG, SHARE_TAG_LEN) == 0;
}

/* The tag may be read once F_MOUNT_TAG is negotiated. */
static int try_device(const struct virtio_dev *found, void *arg)
{
	uint64_t features;

	(void)arg;
	share.dev = *found;
	if (virtio_dev_start(&share.dev, F_MOUNT_TAG, &features))
		return 0;
	if ((features & F_MOUNT_TAG) && has_tag(&share.dev))
		return 1;
	virtio_dev_fail(&share.dev);
	return 0;
}

static int connect_share(void)
{
	const struct uk_9p_transport transport = { .request = share_request };
	int rc;

	if (virtio_probe(VIRTIO_ID_9P, try_device, NULL) <= 0)
		return -ENODEV;
	virtq_init(&share.vq);
	rc = share.dev.ops->enable_queue(&share.dev, REQUEST_QUEUE, &share.vq);
	if (rc) {
		virtio_dev_fail(&share.dev);
		return rc;
	}
	virtio_dev_ready(&share.dev);
	return uk_9p_connect(&share.client, &transport, share.tx, share.rx,
			     SHARE_MSIZE);
}

int uk_9p_share(struct uk_9p_client **client)
{
	if (!share.is_probed) {
		share.is_probed = true;
		share.state = connect_share();
	}
	*client = &share.client;
	return share.state;
}
