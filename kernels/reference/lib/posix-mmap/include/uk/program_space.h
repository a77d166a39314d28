/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The part of the address space that belongs to the program that runs: its image
 * with the program break behind it, and a window for mappings and stacks. What is
 * outside is the kernel's and cannot be mapped, unmapped or changed by it.
 */
#ifndef __UK_PROGRAM_SPACE_H__
#define __UK_PROGRAM_SPACE_H__

#include <stdbool.h>
#include <uk/arch/types.h>
#include <uk/asm/program_space.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Mappings; below the upper end the stack of the first thread */
#define UK_PROGRAM_MAP_START 0x0000200000000000UL
#define UK_PROGRAM_MAP_END 0x0000700000000000UL

/** @return whether [start, start + len) lies in the program's parts */
bool uk_program_space_has(__uptr start, __sz len);

/** A new program: nothing is mapped.
 *  @param image_end page behind its image, where the break begins
 */
void uk_program_space_begin(__uptr image_end);

/** Unmaps all that the program has, and gives its memory back; limits have
 *  their defaults again
 */
void uk_program_space_end(void);

/** @return bytes of address space that are mapped */
__u64 uk_program_space_used(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_PROGRAM_SPACE_H__ */
