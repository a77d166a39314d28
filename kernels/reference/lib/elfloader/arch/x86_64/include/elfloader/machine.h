/* SPDX-License-Identifier: BSD-3-Clause */
/* What the loader has to know of x86_64. psABI 4.1.1; AT_HWCAP of Linux. */
#ifndef __ELFLOADER_MACHINE_H__
#define __ELFLOADER_MACHINE_H__

#include <uk/arch/types.h>
#include <uk/essentials.h>
#include <x86/cpu.h>

#define ELF_MACHINE 62

static inline __u64 elf_machine_hwcap(void)
{
	return x86_cpuid(1, 0).edx;
}

/** Instructions that were written as data: x86_64 sees them by itself */
static inline void elf_machine_sync_code(__uptr start __unused,
					 __sz len __unused)
{
}

#endif /* __ELFLOADER_MACHINE_H__ */
