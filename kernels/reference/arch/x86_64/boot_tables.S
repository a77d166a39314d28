/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Static page tables of the boot: physical [0, 4 GiB) at the same addresses and
 * in the direct map, all rights, 2 MiB pages; device space uncached. The final
 * tables replace them before main; secondary CPUs pass through them again on
 * their way to 64-bit mode. Intel SDM vol. 3A 4.5.
 */
#include <uk/arch/paging.h>
#include <uk/arch/limits.h>
#include <x86/layout.h>

#define ENTRY_TABLE 0x023	/* present, writable, accessed */
#define ENTRY_LARGE 0x0e3	/* the same, dirty, 2 MiB page */
#define ENTRY_UNCACHED 0x018	/* PWT, PCD */
#define TOP_DIRECTMAP 511
#define GIB_MAPPED 4

	.section .data.boot_tables, "aw"
	.balign __PAGE_SIZE
	.globl x86_boot_top_table
x86_boot_top_table:
	.quad boot_gib_table + ENTRY_TABLE
	.fill TOP_DIRECTMAP - 1, 8, 0
	.quad boot_gib_table + ENTRY_TABLE

boot_gib_table:
	.set i, 0
	.rept GIB_MAPPED
	.quad boot_large_tables + i * __PAGE_SIZE + ENTRY_TABLE
	.set i, i + 1
	.endr
	.fill 512 - GIB_MAPPED, 8, 0

boot_large_tables:
	.set addr, 0
	.rept GIB_MAPPED * 512
	.if addr < X86_DEVICE_BASE
	.quad addr + ENTRY_LARGE
	.else
	.quad addr + ENTRY_LARGE + ENTRY_UNCACHED
	.endif
	.set addr, addr + (1 << 21)
	.endr
