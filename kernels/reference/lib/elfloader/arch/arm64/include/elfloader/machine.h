/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the loader has to know of arm64. ELF for AArch64 4.1; AT_HWCAP of Linux;
 * Arm ARM (DDI 0487) B2.7.4 (instructions written as data).
 */
#ifndef __ELFLOADER_MACHINE_H__
#define __ELFLOADER_MACHINE_H__

#include <uk/arch/types.h>
#include <uk/asm/sysreg.h>

#define ELF_MACHINE 183

/* Least line size of both caches that the architecture allows */
#define CACHE_LINE_MIN 16

/** Floating point and vectors are there on all CPUs that are supported */
static inline __u64 elf_machine_hwcap(void)
{
	return 0x3;
}

static inline void elf_machine_sync_code(__uptr start, __sz len)
{
	__uptr p;

	for (p = start; p < start + len; p += CACHE_LINE_MIN)
		__asm__ volatile("dc cvau, %0" ::"r"(p) : "memory");
	__asm__ volatile("dsb ish" ::: "memory");
	for (p = start; p < start + len; p += CACHE_LINE_MIN)
		__asm__ volatile("ic ivau, %0" ::"r"(p) : "memory");
	__asm__ volatile("dsb ish\n\tisb" ::: "memory");
}

#endif /* __ELFLOADER_MACHINE_H__ */
