/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Is this a program for this machine, whose segments make sense? System V gABI
 * ch. 4, 5. Interface: image.h.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <uk/arch/paging.h>
#include <uk/program_space.h>

#include <elfloader/machine.h>

#include "image.h"

static const char *check_header(const struct elf_header *h)
{
	if (memcmp(h->ident, "\177ELF", 4))
		return "not an ELF file";
	if (h->ident[ELF_CLASS_AT] != ELF_CLASS_64 ||
	    h->ident[ELF_DATA_AT] != ELF_DATA_LSB ||
	    h->ident[ELF_VERSION_AT] != ELF_VERSION_CURRENT)
		return "not a 64-bit little-endian ELF file";
	if (h->machine != ELF_MACHINE)
		return "made for another architecture";
	if (h->type != ELF_TYPE_EXEC)
		return "not a statically linked program at fixed addresses";
	if (h->phentsize != sizeof(struct elf_phdr) || !h->phnum)
		return "no program headers";
	return NULL;
}

static bool is_inside_image(__u64 vaddr, __u64 len)
{
	return vaddr >= UK_PROGRAM_IMAGE_START &&
	       vaddr <= UK_PROGRAM_IMAGE_END - PAGE_SIZE &&
	       len <= UK_PROGRAM_IMAGE_END - PAGE_SIZE - vaddr;
}

static const char *check_segment(const struct elf_phdr *p, __u64 file_size)
{
	if (p->offset > file_size || p->filesz > file_size - p->offset)
		return "a segment ends behind the end of the file";
	if (p->filesz > p->memsz)
		return "a segment is larger in the file than in memory";
	if (!is_inside_image(p->vaddr, p->memsz))
		return "a segment lies outside of the addresses for programs";
	return NULL;
}

static const char *check_segments(const struct elf_header *h,
				  const struct elf_phdr *p, __u64 file_size)
{
	const char *wrong;
	bool has_entry = false;

	for (unsigned int i = 0; i < h->phnum; i++) {
		if (p[i].type == ELF_PT_INTERP || p[i].type == ELF_PT_DYNAMIC)
			return "dynamically linked";
		if (p[i].type != ELF_PT_LOAD || !p[i].memsz)
			continue;
		wrong = check_segment(&p[i], file_size);
		if (wrong)
			return wrong;
		has_entry = has_entry || (p[i].flags & ELF_PF_X &&
					  h->entry - p[i].vaddr < p[i].filesz);
	}
	return has_entry ? NULL : "the entry is not in a segment with code";
}

const char *elf_check(const void *head, __sz len, __u64 file_size)
{
	const struct elf_header *h = head;
	const char *wrong;

	if (len < sizeof(*h))
		return "not an ELF file";
	wrong = check_header(h);
	if (wrong)
		return wrong;
	if (h->phoff % __alignof__(struct elf_phdr) || h->phoff > len ||
	    h->phnum * sizeof(struct elf_phdr) > len - h->phoff)
		return "the program headers are not at its beginning";
	return check_segments(h, (const void *)((const char *)head + h->phoff),
			      file_size);
}
