/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Finding modern virtio functions on PCI bus 0 and the structures behind
 * their vendor capabilities: VIRTIO 1.1, sections 4.1.2 and 4.1.4; base
 * address registers: PCI Local Bus 3.0, section 6.2.5.
 */
#include <errno.h>
#include <stdbool.h>
#include <uk/virtio/device.h>
#include <uk/virtio/pci.h>

#include "pci_ops.h"

#define PCI_ID 0x00
#define PCI_COMMAND 0x04
#define PCI_COMMAND_MEMORY (1u << 1)
#define PCI_COMMAND_MASTER (1u << 2)
#define PCI_STATUS_CAPABILITIES (1u << 20) /* in the word at PCI_COMMAND */
#define PCI_HEADER 0x0c
#define PCI_HEADER_MULTI (1u << 23)
#define PCI_BAR0 0x10
#define PCI_SUBSYSTEM 0x2c
#define PCI_CAPABILITIES 0x34

#define PCI_BAR_IO 0x1u
#define PCI_BAR_TYPE_MASK 0x6u
#define PCI_BAR_TYPE_64 0x4u
#define PCI_CAP_VENDOR 0x09
/* 192 bytes behind the header, 4 at least per capability. */
#define PCI_CAPS_MAX 48

#define VIRTIO_VENDOR 0x1af4
#define VIRTIO_DEVICE_MIN 0x1000
#define VIRTIO_DEVICE_MODERN 0x1040
#define VIRTIO_DEVICE_MAX 0x107f

/* Section 4.1.4, virtio_pci_cap.cfg_type. */
#define CAP_COMMON 1
#define CAP_NOTIFY 2
#define CAP_DEVICE 4

struct pci_cap {
	uint8_t next;
	uint8_t type;
	uint8_t bar;
	uint32_t offset;
	uint32_t len;
};

static uint32_t virtio_type(struct virtio_pci_addr a)
{
	uint32_t id = ukplat_virtio_pci_read(a, PCI_ID);
	uint32_t device = id >> 16;

	if ((id & 0xffff) != VIRTIO_VENDOR)
		return 0;
	if (device < VIRTIO_DEVICE_MIN || device > VIRTIO_DEVICE_MAX)
		return 0;
	if (device >= VIRTIO_DEVICE_MODERN)
		return device - VIRTIO_DEVICE_MODERN;
	/* Transitional devices tell their type in the subsystem id. */
	return ukplat_virtio_pci_read(a, PCI_SUBSYSTEM) >> 16;
}

/* The address in a memory BAR, 0 where the BAR is unusable. */
static uint64_t bar_address(struct virtio_pci_addr a, unsigned int bar)
{
	uint8_t off = (uint8_t)(PCI_BAR0 + 4 * bar);
	uint32_t low = ukplat_virtio_pci_read(a, off);
	uint64_t address = low & ~0xfu;

	if (low & PCI_BAR_IO)
		return 0;
	if ((low & PCI_BAR_TYPE_MASK) == PCI_BAR_TYPE_64) {
		if (bar >= 5)
			return 0;
		off = (uint8_t)(off + 4);
		address |= (uint64_t)ukplat_virtio_pci_read(a, off) << 32;
	}
	return address;
}

static bool read_cap(struct virtio_pci_addr a, uint8_t off, struct pci_cap *cap)
{
	uint32_t head = ukplat_virtio_pci_read(a, off);

	cap->next = (head >> 8) & 0xfc;
	if ((head & 0xff) != PCI_CAP_VENDOR || off > 0xf0)
		return false;
	cap->type = (uint8_t)(head >> 24);
	cap->bar = ukplat_virtio_pci_read(a, off + 4) & 0xff;
	cap->offset = ukplat_virtio_pci_read(a, off + 8);
	cap->len = ukplat_virtio_pci_read(a, off + 12);
	return cap->bar <= 5;
}

/* Section 4.1.4: the first capability of each type is the one to use. */
static void use_cap(struct virtio_pci_addr a, uint8_t off,
		    const struct pci_cap *cap, struct virtio_pci_regs *regs)
{
	uint64_t bar = bar_address(a, cap->bar);
	uintptr_t address = (uintptr_t)(bar + cap->offset);

	if (bar == 0)
		return;
	if (cap->type == CAP_COMMON && !regs->common &&
	    cap->len >= VIRTIO_PCI_COMMON_LEN)
		regs->common = address;
	if (cap->type == CAP_DEVICE && !regs->config) {
		regs->config = address;
		regs->config_len = cap->len;
	}
	if (cap->type == CAP_NOTIFY && !regs->notify) {
		regs->notify = address;
		regs->notify_len = cap->len;
		regs->notify_multiplier =
			ukplat_virtio_pci_read(a, off + 16);
	}
}

static bool find_regs(struct virtio_pci_addr a, struct virtio_pci_regs *regs)
{
	uint32_t command = ukplat_virtio_pci_read(a, PCI_COMMAND);
	struct pci_cap cap;
	uint8_t off;

	*regs = (struct virtio_pci_regs){ 0 };
	if (!(command & PCI_STATUS_CAPABILITIES))
		return false;
	off = ukplat_virtio_pci_read(a, PCI_CAPABILITIES) & 0xfc;
	for (unsigned int i = 0; off >= 0x40 && i < PCI_CAPS_MAX; i++) {
		if (read_cap(a, off, &cap))
			use_cap(a, off, &cap, regs);
		off = cap.next;
	}
	return regs->common && regs->notify;
}

/* The upper half of the word holds write-1-to-clear status bits: write 0. */
static void enable(struct virtio_pci_addr a)
{
	uint32_t command = ukplat_virtio_pci_read(a, PCI_COMMAND) & 0xffff;

	command |= PCI_COMMAND_MEMORY | PCI_COMMAND_MASTER;
	ukplat_virtio_pci_write(a, PCI_COMMAND, command);
}

static int visit_function(struct virtio_pci_addr a, uint32_t type,
			  virtio_probe_fn fn, void *arg)
{
	struct virtio_dev dev = { .ops = &virtio_pci_ops, .type = type };

	if (virtio_type(a) != type || !find_regs(a, &dev.pci))
		return 0;
	enable(a);
	return fn(&dev, arg);
}

static unsigned int function_count(struct virtio_pci_addr a)
{
	if ((ukplat_virtio_pci_read(a, PCI_ID) & 0xffff) == 0xffff)
		return 0;
	return ukplat_virtio_pci_read(a, PCI_HEADER) & PCI_HEADER_MULTI ? 8 : 1;
}

int virtio_pci_probe(uint32_t type, virtio_probe_fn fn, void *arg)
{
	struct virtio_pci_addr a = { 0, 0, 0 };
	int rc;

	for (a.dev = 0; a.dev < 32; a.dev++) {
		a.fn = 0;
		unsigned int count = function_count(a);

		for (; a.fn < count; a.fn++) {
			rc = visit_function(a, type, fn, arg);
			if (rc)
				return rc;
		}
	}
	return 0;
}
