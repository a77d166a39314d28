/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Devices that only the Differentiated System Description Table names: the
 * virtio-mmio transports of a machine with ACPI. VIRTIO 1.1, 4.2.2 leaves open
 * how they are found; QEMU and Linux agree on the hardware ID LNRO0005.
 */
#ifndef __PC_DSDT_H__
#define __PC_DSDT_H__

#include <uk/plat/virtio.h>

/** Reads the table. Once, while the boot tables are in use. */
void pc_dsdt_read(void);

/**
 * Calls `cb` for each transport that the table names.
 * @return what `cb` returned when it stopped the search, else 0
 */
int pc_dsdt_virtio_probe(ukplat_virtio_mmio_cb cb, void *arg);

#endif /* __PC_DSDT_H__ */
