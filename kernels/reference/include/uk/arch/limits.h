/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sizes that C, assembly and linker scripts share. Both architectures run with
 * 4 KiB base pages (Intel SDM 3A 4.5; Arm ARM D8.2.1, 4 KiB granule).
 */
#ifndef __UK_ARCH_LIMITS_H__
#define __UK_ARCH_LIMITS_H__

#define __PAGE_SHIFT 12
#define __PAGE_SIZE (1 << __PAGE_SHIFT)
#ifndef __ASSEMBLY__
#undef __PAGE_SIZE
#define __PAGE_SIZE (1UL << __PAGE_SHIFT)
#endif
#define __PAGE_MASK (~(__PAGE_SIZE - 1))

/** Every kernel stack, in pages (as a power of two) and in bytes. */
#define __STACK_SIZE_PAGE_ORDER 4
#define __STACK_SIZE (__PAGE_SIZE << __STACK_SIZE_PAGE_ORDER)

/** Alignment that suffices for every C object (AAPCS64 and psABI: 16). */
#define __SP_ALIGN 16

#endif /* __UK_ARCH_LIMITS_H__ */
