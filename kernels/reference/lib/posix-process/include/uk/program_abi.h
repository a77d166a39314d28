/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What programs and the kernel agree on. A program names, in an ELF note of the
 * owner "ukmatrix", the word that the loader fills with the address at which it
 * is to call the kernel.
 */
#ifndef __UK_PROGRAM_ABI_H__
#define __UK_PROGRAM_ABI_H__

/** Type of the note; its description: version (u32), 0 (u32), address (u64) */
#define UK_PROGRAM_NOTE 1
#define UK_PROGRAM_VERSION 1

/** A call beyond Linux's: unmaps (address, length) and ends the thread */
#define UK_NR_UNMAP_EXIT 0x756b01

#endif /* __UK_PROGRAM_ABI_H__ */
