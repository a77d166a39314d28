/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The seam between the entries of interrupt vectors (assembly) and their
 * descriptors and handler (C). Intel SDM vol. 3A 6.14.
 */
#ifndef __X86_TRAPS_H__
#define __X86_TRAPS_H__

/** Bytes between the entries of two vectors */
#define X86_TRAP_ENTRY_SIZE 16
#define X86_TRAP_VECTORS 256

#ifndef __ASSEMBLY__
struct __regs;

/** Code of the entries, vector i at offset i * X86_TRAP_ENTRY_SIZE */
extern const char x86_trap_entries[];

/** All traps and interrupts come here, interrupts disabled */
void x86_trap(struct __regs *regs);
#endif /* !__ASSEMBLY__ */

#endif /* __X86_TRAPS_H__ */
