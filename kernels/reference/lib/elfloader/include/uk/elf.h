/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a loader reads of an ELF file of the 64-bit class. System V gABI ch. 4
 * (headers), ch. 5 (program headers, notes); psABI 3.4.3 (auxiliary vector).
 */
#ifndef __UK_ELF_H__
#define __UK_ELF_H__

#include <uk/arch/types.h>

#define ELF_IDENT_SIZE 16
#define ELF_CLASS_AT 4
#define ELF_DATA_AT 5
#define ELF_VERSION_AT 6
#define ELF_CLASS_64 2
#define ELF_DATA_LSB 1
#define ELF_VERSION_CURRENT 1
#define ELF_TYPE_EXEC 2

struct elf_header {
	__u8 ident[ELF_IDENT_SIZE];
	__u16 type, machine;
	__u32 version;
	__u64 entry, phoff, shoff;
	__u32 flags;
	__u16 ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

_Static_assert(sizeof(struct elf_header) == 64, "gABI ch. 4");

#define ELF_PT_LOAD 1
#define ELF_PT_DYNAMIC 2
#define ELF_PT_INTERP 3
#define ELF_PT_NOTE 4
#define ELF_PT_GNU_STACK 0x6474e551 /* LSB: rights of the first stack */

#define ELF_PF_X 1
#define ELF_PF_W 2
#define ELF_PF_R 4

struct elf_phdr {
	__u32 type, flags;
	__u64 offset, vaddr, paddr, filesz, memsz, align;
};

_Static_assert(sizeof(struct elf_phdr) == 56, "gABI ch. 5");

/** Followed by the name and the description, each padded to 4 bytes */
struct elf_note {
	__u32 namesz, descsz, type;
};

/* Auxiliary vector */
#define ELF_AT_NULL 0
#define ELF_AT_PHDR 3
#define ELF_AT_PHENT 4
#define ELF_AT_PHNUM 5
#define ELF_AT_PAGESZ 6
#define ELF_AT_BASE 7
#define ELF_AT_FLAGS 8
#define ELF_AT_ENTRY 9
#define ELF_AT_UID 11
#define ELF_AT_EUID 12
#define ELF_AT_GID 13
#define ELF_AT_EGID 14
#define ELF_AT_HWCAP 16
#define ELF_AT_CLKTCK 17
#define ELF_AT_SECURE 23
#define ELF_AT_RANDOM 25
#define ELF_AT_EXECFN 31

#endif /* __UK_ELF_H__ */
