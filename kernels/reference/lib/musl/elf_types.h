/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The part of ELF that a C library reads at its start: a program header and the
 * types of the auxiliary vector. System V gABI ch. 5, psABI 3.4.3.
 */
#ifndef __MUSL_ELF_TYPES_H__
#define __MUSL_ELF_TYPES_H__

#include <uk/arch/types.h>

#define PT_TLS 7

struct elf64_phdr {
	__u32 type;
	__u32 flags;
	__u64 offset;
	__u64 vaddr;
	__u64 paddr;
	__u64 filesz;
	__u64 memsz;
	__u64 align;
};

_Static_assert(sizeof(struct elf64_phdr) == 56, "gABI ch. 5");

#define AT_NULL 0
#define AT_PHDR 3
#define AT_PHENT 4
#define AT_PHNUM 5
#define AT_PAGESZ 6
#define AT_RANDOM 25

#endif /* __MUSL_ELF_TYPES_H__ */
