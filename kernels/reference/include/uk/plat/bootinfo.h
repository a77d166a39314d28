/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot information: the one structure that every boot protocol (PVH, device
 * tree) fills and that the generic platform code reads. It is static data of
 * the image; nothing in it is allocated.
 */
#ifndef __UK_PLAT_BOOTINFO_H__
#define __UK_PLAT_BOOTINFO_H__

#include <uk/essentials.h>
#include <uk/plat/memory.h>

#define UKPLAT_BOOTINFO_MAX_REGIONS 64

struct ukplat_bootinfo {
	/** Name of the boot loader and of the protocol; literals. */
	const char *bootloader;
	const char *bootprotocol;
	/** Kernel command line, NUL terminated; never NULL. */
	const char *cmdline;
	/** Bytes of cmdline without the NUL. */
	__sz cmdline_len;
	/** Physical address of the device tree; 0: there is none. */
	__paddr_t dtb;
	/** Physical address of the ACPI RSDP; 0: there is none. */
	__paddr_t rsdp;
	__u32 nregions;
	struct ukplat_memregion_desc regions[UKPLAT_BOOTINFO_MAX_REGIONS];
};

/** The one instance. Never NULL. */
struct ukplat_bootinfo *ukplat_bootinfo_get(void);

/**
 * Adds a region, keeping the list sorted by pbase. Overlap with another region
 * is resolved in favour of the region that is not UKPLAT_MEMRT_FREE: the free
 * one is trimmed or split. Early boot only, boot CPU only. A length of 0 is
 * accepted and adds nothing.
 * @return 0; -ENOMEM: the list is full; -EINVAL: the range wraps around;
 *         -EEXIST: it overlaps a region that is not free
 */
int ukplat_bootinfo_add(__paddr_t pbase, __sz len, __u16 type, __u16 flags,
			const char *name);

/** Prints boot loader, command line and region map at info level. */
void ukplat_bootinfo_print(void);

#endif /* __UK_PLAT_BOOTINFO_H__ */
