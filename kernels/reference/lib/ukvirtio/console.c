/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Console output through port 1 of a virtio console: VIRTIO 1.1, section 5.3.
 * A serial port costs the machine a system call for each byte, this a few for
 * each line. Port 1 and not 0, because QEMU drops what port 0 writes while the
 * reader is behind, and lets the writer of any other port wait. Output only.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/init.h>
#include <uk/plat/console.h>
#include <uk/virtio/device.h>

/* Section 5.3.3. */
#define F_MULTIPORT (1ULL << 1)

/* Section 5.3.2. */
#define QUEUE_CONTROL_RX 2
#define QUEUE_CONTROL_TX 3
#define QUEUE_PORT1_TX 5

/* Section 5.3.6.2, "Multiport Device Operation". */
#define CONTROL_DEVICE_READY 0
#define CONTROL_PORT_READY 3
#define CONTROL_PORT_OPEN 6

#define PORT 1

struct control {
	uint32_t port;
	uint16_t event;
	uint16_t value;
};

_Static_assert(sizeof(struct control) == 8, "virtio 1.1, 5.3.6.2");

/* Messages of the device that may wait for the driver. */
#define CONTROL_BUFFERS 4

static struct {
	struct virtio_dev dev;
	struct virtq control_rx;
	struct virtq control_tx;
	struct virtq tx;
	struct control to_device;
	struct control from_device[VIRTQ_SIZE]; /* by chain */
	bool is_open; /* somebody on the host reads the port */
} con;

static int offer_buffer(void)
{
	const struct virtq_seg seg = {
		&con.from_device[con.control_rx.free_head],
		sizeof(struct control),
	};

	return virtq_submit(&con.control_rx, &seg, 0, 1);
}

/* Reads what the device said; false when that makes no sense. */
static bool hear(void)
{
	const struct control *said;
	uint32_t len;
	uint16_t id;
	int rc;

	while ((rc = virtq_poll(&con.control_rx, &id, &len)) == 0) {
		said = &con.from_device[id];
		if (len >= sizeof(*said) && said->port == PORT &&
		    said->event == CONTROL_PORT_OPEN)
			con.is_open = said->value;
		if (offer_buffer() < 0)
			return false;
	}
	return rc == -EAGAIN;
}

/* Waits as long as the host lets it, as a serial port does. */
static bool transmit(struct virtq *vq, uint16_t queue, const void *data,
		     uint32_t len)
{
	const struct virtq_seg seg = { data, len };
	uint32_t written;
	uint16_t id;
	int rc;

	if (virtq_submit(vq, &seg, 1, 0) < 0)
		return false;
	con.dev.ops->notify(&con.dev, queue);
	while ((rc = virtq_poll(vq, &id, &written)) == -EAGAIN)
		ukarch_cpu_relax();
	return rc == 0;
}

static bool tell(uint32_t port, uint16_t event)
{
	con.to_device = (struct control){ port, event, 1 };
	return transmit(&con.control_tx, QUEUE_CONTROL_TX, &con.to_device,
			sizeof(con.to_device));
}

/* Bytes sent to a port that nobody reads are gone, so the port is asked for
 * before and after.
 */
static __bool console_out(const char *buf, unsigned int len)
{
	return hear() && con.is_open &&
	       transmit(&con.tx, QUEUE_PORT1_TX, buf, len) && hear() &&
	       con.is_open;
}

static bool enable_queues(void)
{
	const struct virtio_ops *ops = con.dev.ops;

	virtq_init(&con.control_rx);
	virtq_init(&con.control_tx);
	virtq_init(&con.tx);
	return !ops->enable_queue(&con.dev, QUEUE_CONTROL_RX,
				  &con.control_rx) &&
	       !ops->enable_queue(&con.dev, QUEUE_CONTROL_TX,
				  &con.control_tx) &&
	       !ops->enable_queue(&con.dev, QUEUE_PORT1_TX, &con.tx);
}

/* The device answers before it takes the next message off the queue. */
static bool open_port(void)
{
	for (unsigned int i = 0; i < CONTROL_BUFFERS; i++)
		if (offer_buffer() < 0)
			return false;
	return tell(0, CONTROL_DEVICE_READY) && tell(PORT, CONTROL_PORT_READY) &&
	       tell(PORT, CONTROL_PORT_OPEN) && hear() && con.is_open;
}

static int try_device(const struct virtio_dev *found, void *arg)
{
	uint64_t features;

	(void)arg;
	con.dev = *found;
	if (virtio_dev_start(&con.dev, F_MULTIPORT, &features))
		return 0;
	if (!(features & F_MULTIPORT) || !enable_queues())
		goto fail;
	virtio_dev_ready(&con.dev);
	if (!open_port())
		goto fail;
	return 1;

fail:
	virtio_dev_fail(&con.dev);
	return 0;
}

/* No device, no change: the serial port goes on. */
static int console_init(struct uk_init_ctx *ctx __unused)
{
	if (virtio_probe(VIRTIO_ID_CONSOLE, try_device, NULL) == 1)
		ukplat_console_use(console_out);
	return 0;
}

uk_early_initcall_prio(console_init, NULL, 0);
