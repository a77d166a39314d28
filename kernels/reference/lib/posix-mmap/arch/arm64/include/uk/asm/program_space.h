/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Addresses for the image of a program, arm64: above the kernel's image, which
 * is at the beginning of RAM (1 GiB), and below 4 GiB, so that ADRP reaches
 * address 0 (undefined weak symbols).
 */
#ifndef __UK_ASM_PROGRAM_SPACE_H__
#define __UK_ASM_PROGRAM_SPACE_H__

#define UK_PROGRAM_IMAGE_START 0x80000000UL
#define UK_PROGRAM_IMAGE_END 0x100000000UL

#endif /* __UK_ASM_PROGRAM_SPACE_H__ */
