/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shared by the two halves of the virtio-pci transport.
 */
#ifndef __UKVIRTIO_PCI_OPS_H__
#define __UKVIRTIO_PCI_OPS_H__

#include <uk/virtio/device.h>

/* Bytes of struct virtio_pci_common_cfg (VIRTIO 1.1, section 4.1.4.3). */
#define VIRTIO_PCI_COMMON_LEN 56

extern const struct virtio_ops virtio_pci_ops;

#endif /* __UKVIRTIO_PCI_OPS_H__ */
