/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Integer types of fixed width and of machine width. Both architectures are
 * LP64 (System V x86-64 psABI 3.1.2, AAPCS64 10.1.2), checked below.
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
typedef signed long __ssz;
typedef unsigned long __uptr;
typedef signed long __sptr;
typedef signed long __off;
typedef unsigned int __bool;

/** Physical and virtual addresses, in bytes. */
typedef unsigned long __paddr_t;
typedef unsigned long __vaddr_t;

/** Time in nanoseconds; __snsec for differences. */
typedef __u64 __nsec;
typedef __s64 __snsec;

#define __NSEC_MAX __U64_MAX

#define __NULL ((void *)0)

#define __U8_MAX 0xffU
#define __U16_MAX 0xffffU
#define __U32_MAX 0xffffffffU
#define __U64_MAX 0xffffffffffffffffUL
#define __S32_MAX 0x7fffffff
#define __S64_MAX 0x7fffffffffffffffL
#define __SZ_MAX __U64_MAX
#define __PADDR_MAX __U64_MAX
#define __VADDR_MAX __U64_MAX
/** "Choose an address for me" in interfaces that take an address. */
#define __PADDR_ANY __PADDR_MAX
#define __VADDR_ANY __VADDR_MAX

#define __PRIu64 "lu"
#define __PRIs64 "ld"
#define __PRIx64 "lx"
#define __PRIsz "lu"
#define __PRIssz "ld"
#define __PRIuptr "lx"
#define __PRIpaddr "lx"
#define __PRIvaddr "lx"
#define __PRInsec "lu"

_Static_assert(sizeof(__u32) == 4 && sizeof(__u64) == 8, "LP64");
_Static_assert(sizeof(__sz) == sizeof(void *), "size covers the address space");

#endif /* !__ASSEMBLY__ */
#endif /* __UK_ARCH_TYPES_H__ */
