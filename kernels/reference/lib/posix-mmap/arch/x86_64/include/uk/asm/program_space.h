/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Addresses for the image of a program, x86_64: above the kernel's image and
 * memory that is mapped at its physical address, below the devices, and below
 * 2 GiB for the small code model (psABI 3.5.1).
 */
#ifndef __UK_ASM_PROGRAM_SPACE_H__
#define __UK_ASM_PROGRAM_SPACE_H__

#define UK_PROGRAM_IMAGE_START 0x40000000UL
#define UK_PROGRAM_IMAGE_END 0xc0000000UL

#endif /* __UK_ASM_PROGRAM_SPACE_H__ */
