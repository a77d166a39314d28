/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The shares of this machine: virtio-9p devices, told apart by their mount tags,
 * each with the one client that talks to it. VIRTIO 1.1 gives 9p the type 9
 * (section 5); its configuration is tag_len[2] tag[tag_len], its only queue
 * carries T- and R-message in one chain. All devices are looked at once, because
 * a device has to be reset to read its tag.
 */
#include <errno.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/virtio/device.h>

#define F_MOUNT_TAG (1ULL << 0)
#define REQUEST_QUEUE 0

/* Bytes per message. 500 KiB is QEMU's limit; more than 128 gains nothing. */
#define SHARE_MSIZE (128 * 1024)

/* An answer that takes longer means that the host is gone. */
#define REQUEST_TIMEOUT_NS (20ULL * 1000 * 1000 * 1000)

struct share {
	struct virtio_dev dev;
	struct virtq vq;
	struct uk_9p_client client;
	char tag[UK_9P_TAG_MAX];
	int state; /* once connected 0: usable; else why not */
	bool is_connected;
	uint8_t tx[SHARE_MSIZE] __attribute__((aligned(64)));
	uint8_t rx[SHARE_MSIZE] __attribute__((aligned(64)));
};

static struct share shares[UK_9P_SHARES_MAX];
static unsigned int share_count;
static bool is_probed;

static int share_request(void *ctx, const void *tx, uint32_t tx_len, void *rx,
			 uint32_t rx_cap, uint32_t *rx_len)
{
	const struct virtq_seg segs[] = { { tx, tx_len }, { rx, rx_cap } };
	struct share *s = ctx;
	int rc;

	rc = virtio_dev_request(&s->dev, REQUEST_QUEUE, &s->vq, segs, 1, 1,
				REQUEST_TIMEOUT_NS, rx_len);
	/* The device must not write into a buffer that nobody waits for. */
	if (rc)
		virtio_dev_fail(&s->dev);
	return rc;
}

static int read_tag(struct share *s)
{
	uint8_t len[2];
	size_t n;

	if (s->dev.ops->read_config(&s->dev, 0, len, sizeof(len)))
		return -EIO;
	n = (size_t)(len[0] | len[1] << 8);
	if (n >= sizeof(s->tag))
		return -EMSGSIZE;
	s->tag[n] = '\0';
	return s->dev.ops->read_config(&s->dev, 2, s->tag, n);
}

/* The tag may be read once F_MOUNT_TAG is negotiated. */
static int try_device(const struct virtio_dev *found, void *arg)
{
	struct share *s = &shares[share_count];
	uint64_t features;

	(void)arg;
	s->dev = *found;
	if (virtio_dev_start(&s->dev, F_MOUNT_TAG, &features))
		return 0;
	if (!(features & F_MOUNT_TAG) || read_tag(s)) {
		virtio_dev_fail(&s->dev);
		return 0;
	}
	return ++share_count == UK_9P_SHARES_MAX;
}

static int connect_share(struct share *s)
{
	const struct uk_9p_transport transport = { .request = share_request,
						   .ctx = s };
	int rc;

	virtq_init(&s->vq);
	rc = s->dev.ops->enable_queue(&s->dev, REQUEST_QUEUE, &s->vq);
	if (rc) {
		virtio_dev_fail(&s->dev);
		return rc;
	}
	virtio_dev_hear(&s->dev, &s->vq);
	virtio_dev_ready(&s->dev);
	return uk_9p_connect(&s->client, &transport, s->tx, s->rx, SHARE_MSIZE);
}

static struct share *find(const char *tag)
{
	unsigned int i;

	for (i = 0; i < share_count; i++)
		if (!strcmp(shares[i].tag, tag))
			return &shares[i];
	return NULL;
}

int uk_9p_share_by_tag(const char *tag, struct uk_9p_client **client)
{
	struct share *s;

	if (!is_probed) {
		is_probed = true;
		virtio_probe(VIRTIO_ID_9P, try_device, NULL);
	}
	s = find(tag);
	if (!s)
		return -ENODEV;
	if (!s->is_connected) {
		s->is_connected = true;
		s->state = connect_share(s);
	}
	*client = &s->client;
	return s->state;
}

int uk_9p_share(struct uk_9p_client **client)
{
	return uk_9p_share_by_tag(UK_9P_SHARE_TAG, client);
}
