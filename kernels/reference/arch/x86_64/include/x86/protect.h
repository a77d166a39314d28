/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rights that a CPU takes away from the kernel itself. No page of this kernel is
 * one for user mode; so an access to such a page is a page table gone wrong, and
 * a jump to one an attack. Intel SDM vol. 3A 2.5 (CR4), 4.6 (access rights).
 */
#ifndef __X86_PROTECT_H__
#define __X86_PROTECT_H__

/** Switches on what the calling CPU has: SMEP, SMAP, UMIP */
void x86_protect_setup_cpu(void);

#endif /* __X86_PROTECT_H__ */
