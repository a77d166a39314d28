/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Instructions of AArch64 that have to do with order, by encoding. Arm ARM (DDI
 * 0487) C4.1 (encoding index), C6.2 (CAS, DMB, DSB, ISB, LDADD, LDAR, STLR, SWP,
 * TLBI, WFI).
 */
#ifndef __LITMUS_ENCODING_H__
#define __LITMUS_ENCODING_H__

#include <stdbool.h>
#include <uk/arch/types.h>

#define BARRIER_MASK 0xfffff0ff
#define DSB 0xd503309f
#define DMB 0xd50330bf
#define ISB 0xd50330df
#define BARRIER_KIND(code) ((code) >> 8 & 3)
#define BARRIER_DOMAIN(code) ((code) >> 10 & 3)
#define KIND_LOADS 1
#define KIND_STORES 2
#define KIND_ALL 3
#define DOMAIN_LOCAL 1
#define DOMAIN_INNER 2
#define DOMAIN_SYSTEM 3

#define WFI 0xd503207f
#define RET 0xd65f03c0
#define ERET 0xd69f03e0

/** Any size of LDAR, LDAXR, STLR, STLXR; exclusive ones lack a bit */
#define ORDERED_MASK 0x3fe08000
#define NOT_EXCLUSIVE 0x00800000
#define LDAR 0x08c08000
#define LDAXR 0x08408000
#define STLR 0x08808000
#define STLXR 0x08008000

/** Any size of FEAT_LSE's LDADD and its like and SWP, and of CAS */
#define CHANGE_MASK 0x3f200c00
#define CHANGE 0x38200000
#define CHANGE_ACQUIRES 0x00800000
#define CHANGE_RELEASES 0x00400000
#define CAS_MASK 0x3fa07c00
#define CAS 0x08a07c00
#define CAS_ACQUIRES 0x00400000
#define CAS_RELEASES 0x00008000

/** With any register for the value */
#define SYSTEM_MASK 0xffffffe0
/** MSR, MRS, SYS and hints: C4.1.86 */
static inline bool is_system(__u32 code)
{
	return code >> 22 == 0xd5000000 >> 22;
}

/** MSR and MRS of a register S3_op1_Cn_Cm_op2 */
#define SYSTEM_REGISTER(op1, n, m, op2) \
	((op1) << 16 | (n) << 12 | (m) << 8 | (op2) << 5)
#define MSR(...) (0xd5180000 | SYSTEM_REGISTER(__VA_ARGS__))
#define MRS(...) (0xd5380000 | SYSTEM_REGISTER(__VA_ARGS__))
#define DC_CVAC 0xd50b7a20
#define TLBI_MASK 0xffffff00
#define TLBI_ALL_CPUS 0xd5088300
#define TLBI_ONE_CPU 0xd5088700

/** @return whether it is a DSB of a kind or more, in a domain or a wider one */
static inline bool is_dsb(__u32 code, unsigned int kind, unsigned int domain)
{
	return (code & BARRIER_MASK) == DSB &&
	       (BARRIER_KIND(code) & kind) == kind &&
	       BARRIER_DOMAIN(code) >= domain;
}

static inline bool is_isb(__u32 code)
{
	return (code & BARRIER_MASK) == ISB;
}

#endif /* __LITMUS_ENCODING_H__ */
