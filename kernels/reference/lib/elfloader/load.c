/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Segments into memory. Each is mapped writable, filled from the file, and then
 * gets the rights that it wants. Interface: image.h.
 */
#include <errno.h>
#include <string.h>
#include <uk/9p.h>
#include <uk/9p_file.h>
#include <uk/program_abi.h>
#include <uk/program_space.h>
#include <uk/uentry.h>
#include <uk/vma_types.h>

#include <elfloader/machine.h>

#include "image.h"
#include "share.h"

#define NOTE_OWNER "ukmatrix"

/* Description of the note */
struct program_note {
	__u32 version, zero;
	__u64 kernel_entry;
} __attribute__((packed));

/* A file that is being loaded, and its beginning */
struct source {
	struct uk_9p_file file;
	__u64 head_len;
	char head[ELF_HEAD_SIZE] __align(8);
};

static const struct elf_header *header_of(const struct source *s)
{
	return (const struct elf_header *)s->head;
}

static const struct elf_phdr *phdrs_of(const struct source *s)
{
	return (const struct elf_phdr *)(s->head + header_of(s)->phoff);
}

static unsigned long attr_of(__u32 flags)
{
	return (flags & ELF_PF_R ? PAGE_ATTR_PROT_READ : 0) |
	       (flags & ELF_PF_W ? PAGE_ATTR_PROT_WRITE : 0) |
	       (flags & ELF_PF_X ? PAGE_ATTR_PROT_EXEC : 0);
}

static const char *fill(struct source *s, const struct elf_phdr *p)
{
	__u64 from_head = 0;

	if (p->offset < s->head_len)
		from_head = MIN(p->filesz, s->head_len - p->offset);
	memcpy((void *)p->vaddr, s->head + p->offset, from_head);
	s->file.offset = p->offset + from_head;
	if (uk_9p_file_read(&s->file, (char *)p->vaddr + from_head,
			    p->filesz - from_head) !=
	    (long)(p->filesz - from_head))
		return "cannot be read";
	return NULL;
}

static const char *load_segment(struct source *s, const struct elf_phdr *p)
{
	struct uk_vas *vas = uk_vas_get_active();
	__vaddr_t start = PAGE_ALIGN_DOWN(p->vaddr);
	__sz len = PAGE_ALIGN_UP(p->vaddr + p->memsz) - start;
	const char *wrong;
	int rc;

	rc = uk_vma_map_anon(vas, &start, len, PAGE_ATTR_PROT_RW, 0, NULL);
	if (rc == -EEXIST)
		return "two segments share a page";
	if (rc)
		return "no memory for its segments";
	wrong = fill(s, p);
	if (wrong)
		return wrong;
	if (p->flags & ELF_PF_X)
		elf_machine_sync_code(p->vaddr, p->filesz);
	rc = uk_vma_set_attr(vas, start, len, attr_of(p->flags), 0);
	return rc ? "no memory for its segments" : NULL;
}

static const char *load_segments(struct source *s, struct elf_image *image)
{
	const struct elf_phdr *p = phdrs_of(s);
	const struct elf_header *h = header_of(s);
	const char *wrong = NULL;

	for (unsigned int i = 0; i < h->phnum && !wrong; i++) {
		if (p[i].type == ELF_PT_GNU_STACK)
			image->wants_code_on_stack = p[i].flags & ELF_PF_X;
		if (p[i].type != ELF_PT_LOAD || !p[i].memsz)
			continue;
		wrong = load_segment(s, &p[i]);
		image->end = MAX(image->end,
				 PAGE_ALIGN_UP(p[i].vaddr + p[i].memsz));
		if (h->phoff - p[i].offset < p[i].filesz)
			image->phdr = p[i].vaddr + (h->phoff - p[i].offset);
	}
	return wrong;
}

/* @return whether [addr, addr + len) is in a segment with these rights */
static bool is_loaded(const struct source *s, __u64 addr, __u64 len,
		      __u32 flags)
{
	const struct elf_phdr *p = phdrs_of(s);

	for (unsigned int i = 0; i < header_of(s)->phnum; i++)
		if (p[i].type == ELF_PT_LOAD &&
		    (p[i].flags & flags) == flags && addr >= p[i].vaddr &&
		    len <= p[i].memsz && addr - p[i].vaddr <= p[i].memsz - len)
			return true;
	return false;
}

/* The description of our note among those of a segment, or NULL */
static const struct program_note *find_note(const char *at, const char *end)
{
	struct elf_note n;
	__sz name, desc;

	while ((__sz)(end - at) >= sizeof(n)) {
		memcpy(&n, at, sizeof(n));
		at += sizeof(n);
		name = ALIGN_UP((__sz)n.namesz, 4UL);
		desc = ALIGN_UP((__sz)n.descsz, 4UL);
		if (name + desc > (__sz)(end - at))
			break;
		if (n.type == UK_PROGRAM_NOTE &&
		    n.namesz == sizeof(NOTE_OWNER) &&
		    !memcmp(at, NOTE_OWNER, sizeof(NOTE_OWNER)) &&
		    n.descsz == sizeof(struct program_note))
			return (const void *)(at + name);
		at += name + desc;
	}
	return NULL;
}

static const struct program_note *note_of(const struct source *s)
{
	const struct elf_phdr *p = phdrs_of(s);
	const struct program_note *note = NULL;

	for (unsigned int i = 0; i < header_of(s)->phnum && !note; i++)
		if (p[i].type == ELF_PT_NOTE &&
		    is_loaded(s, p[i].vaddr, p[i].filesz, 0))
			note = find_note((const char *)p[i].vaddr,
					 (const char *)p[i].vaddr +
						 p[i].filesz);
	return note;
}

static const char *connect(const struct source *s)
{
	const struct program_note *note = note_of(s);

	if (!note)
		return "not linked with lib/elfloader/program";
	if (note->version != UK_PROGRAM_VERSION)
		return "linked with another version of lib/elfloader/program";
	if (!is_loaded(s, note->kernel_entry, sizeof(__u64), ELF_PF_W))
		return "its note names an address that is no data";
	memcpy((void *)note->kernel_entry, &(__uptr){(__uptr)uk_uentry_call},
	       sizeof(__uptr));
	return NULL;
}

static const char *load_open(struct source *s, struct elf_image *image)
{
	__u64 size;
	long len = uk_9p_file_read(&s->file, s->head, sizeof(s->head));
	const char *wrong;

	if (len < 0 || uk_9p_file_size(&s->file, &size))
		return "cannot be read";
	s->head_len = (__u64)len;
	wrong = elf_check(s->head, (__sz)len, size);
	if (!wrong)
		wrong = load_segments(s, image);
	if (!wrong)
		wrong = connect(s);
	image->entry = header_of(s)->entry;
	image->phnum = header_of(s)->phnum;
	return wrong;
}

const char *elf_load(const char *path, struct elf_image *image)
{
	static struct source source; /* one program at a time */
	const char *wrong;

	memset(image, 0, sizeof(*image));
	if (uk_9p_file_open_on(SHARE_TAG, path, UK_9P_RDONLY, &source.file))
		return "cannot be opened";
	wrong = load_open(&source, image);
	uk_9p_file_close(&source.file);
	return wrong;
}
