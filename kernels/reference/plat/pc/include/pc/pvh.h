/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a PVH boot loader hands over. Xen public header
 * arch-x86/hvm/start_info.h, "x86/HVM direct boot ABI".
 */
#ifndef __PC_PVH_H__
#define __PC_PVH_H__

#include <uk/arch/types.h>

#define HVM_START_MAGIC 0x336ec578

/* Types of struct hvm_memmap_entry: those of the e820 map */
#define HVM_MEMMAP_RAM 1

struct hvm_start_info {
	__u32 magic;
	__u32 version;
	__u32 flags;
	__u32 nr_modules;
	__u64 modlist_paddr;
	__u64 cmdline_paddr;
	__u64 rsdp_paddr;
	__u64 memmap_paddr; /* from version 1 on */
	__u32 memmap_entries;
	__u32 reserved;
};

_Static_assert(sizeof(struct hvm_start_info) == 56, "PVH ABI");

struct hvm_memmap_entry {
	__u64 addr;
	__u64 size;
	__u32 type;
	__u32 reserved;
};

_Static_assert(sizeof(struct hvm_memmap_entry) == 24, "PVH ABI");

/**
 * Fills the boot information: command line, ACPI root, memory regions, kernel
 * sections, device space. RAM above 4 GiB is left out.
 * @param start_info physical address, from the loader
 * @return 0; -EINVAL if this is no start info with a memory map; -ENOMEM
 */
int pc_pvh_read(__paddr_t start_info);

#endif /* __PC_PVH_H__ */
