/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where a machine's virtio-mmio transports are. Platforms learn this from the
 * command line, ACPI or the device tree; the virtio library only asks here.
 * Layout of a transport: VIRTIO 1.1, section 4.2.
 */
#ifndef __UKPLAT_VIRTIO_H__
#define __UKPLAT_VIRTIO_H__

#include <stddef.h>
#include <stdint.h>

/**
 * Called for each transport. `base` is its physical address, which is mapped
 * identity as device memory; `len` its length in bytes; `irq` its interrupt as
 * ukplat_irq_register() takes it, a level, or 0 where the machine tells of none.
 * Returns 0 to go on, anything else to stop the search.
 */
typedef int (*ukplat_virtio_mmio_cb)(uint64_t base, size_t len,
				     unsigned int irq, void *arg);

/**
 * Walks the machine's virtio-mmio transports, whether or not a device is
 * plugged into them. May be called with interrupts off.
 *
 * @return what `cb` returned when it stopped the search, else 0
 */
int ukplat_virtio_mmio_probe(ukplat_virtio_mmio_cb cb, void *arg);

#endif /* __UKPLAT_VIRTIO_H__ */
