/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the virtio-pci transport needs from a machine: access to the
 * configuration space of PCI functions (PCI Local Bus 3.0, chapter 6).
 */
#ifndef __UK_VIRTIO_PCI_H__
#define __UK_VIRTIO_PCI_H__

#include <stdint.h>

/** A PCI function; devices and functions are walked on bus 0. */
struct virtio_pci_addr {
	uint8_t bus;
	uint8_t dev;
	uint8_t fn;
};

/** Reads the aligned 32-bit word at byte `off` of configuration space. */
uint32_t ukplat_virtio_pci_read(struct virtio_pci_addr addr, uint8_t off);

/** Writes it. */
void ukplat_virtio_pci_write(struct virtio_pci_addr addr, uint8_t off,
			     uint32_t value);

#endif /* __UK_VIRTIO_PCI_H__ */
