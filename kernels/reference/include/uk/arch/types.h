/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Fixed-width and address types of the kernel, from the compiler's own
 * predefined types (LP64 ABI on both architectures). Usable from any context;
 * assembly sees nothing.
 */
#ifndef __UK_ARCH_TYPES_H__
#define __UK_ARCH_TYPES_H__

#ifndef __ASSEMBLY__
typedef signed char __s8;
typedef unsigned char __u8;
typedef signed short __s16;
typedef unsigned short __u16;
typedef signed int __s32;
typedef unsigned int __u32;
typedef signed long __s64;
typedef unsigned long __u64;

typedef unsigned long __sz;
typedef long __ssz;
typedef long __off;
typedef unsigned long __uptr;
typedef long __sptr;
typedef unsigned long __vaddr_t;
typedef unsigned long __paddr_t;

_Static_assert(sizeof(__u64) == 8, "LP64 is assumed");
_Static_assert(sizeof(void *) == sizeof(__uptr), "LP64 is assumed");

#ifndef __NULL
#define __NULL ((void *)0)
#endif
#endif /* !__ASSEMBLY__ */

#endif /* __UK_ARCH_TYPES_H__ */
