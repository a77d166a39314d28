/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The image of a program: from a file on the share to memory. A file is data
 * from outside: whatever is in it, the kernel only says what is wrong with it.
 */
#ifndef __ELFLOADER_IMAGE_H__
#define __ELFLOADER_IMAGE_H__

#include <stdbool.h>
#include <uk/elf.h>

/** Bytes at the beginning of the file that hold both kinds of headers */
#define ELF_HEAD_SIZE 4096

/** A program in memory */
struct elf_image {
	__uptr entry;
	__uptr phdr; /* address of the program headers; 0: not in memory */
	__u16 phnum;
	__uptr end; /* first page behind all segments */
	bool wants_code_on_stack; /* trampolines of nested functions */
};

/**
 * Checks the headers.
 * @param head,len beginning of the file
 * @param file_size of all of it
 * @return NULL, or what is wrong, for people
 */
const char *elf_check(const void *head, __sz len, __u64 file_size);

/**
 * Maps the segments of a file of the share, fills them, tells the program where
 * the kernel is.
 * @param path on the share `programs`
 * @return NULL, or what is wrong; something may be mapped nevertheless
 */
const char *elf_load(const char *path, struct elf_image *image);

/**
 * Maps the first stack and fills it as the ABI has it at the entry: arguments,
 * environment, auxiliary vector.
 * @param[out] sp stack pointer at the entry
 * @return 0 or -ENOMEM
 */
int elf_make_stack(const struct elf_image *image, const char *name, __uptr *sp);

#endif /* __ELFLOADER_IMAGE_H__ */
