/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64 keeps nothing in order that does not depend on one another, unless told:
 * DMB and DSB by their kind (Arm ARM DDI 0487, C6.2.98, C6.2.101; the domain must
 * be inner shareable or wider), LDAR and its like, STLR (C6.2.127, C6.2.353).
 */
#include <uk/arch/types.h>

#include "code.h"

#define RET 0xd65f03c0
#define CODE_MAX 64
#define BARRIER_MASK 0xfffff0ff
#define DSB 0xd503309f
#define DMB 0xd50330bf
#define BARRIER_KIND(code) ((code) >> 8 & 3)
#define BARRIER_DOMAIN(code) ((code) >> 10 & 3)
#define KIND_LOADS 1
#define KIND_STORES 2
#define KIND_ALL 3
#define DOMAIN_INNER 2
#define DOMAIN_SYSTEM 3
/* Any size of LDAR, LDAXR, STLR, STLXR */
#define ORDERED_MASK 0x3fe08000
#define LDAR 0x08c08000
#define LDAXR 0x08408000
#define STLR 0x08808000
#define STLXR 0x08008000

unsigned int code_order_for_free(void)
{
	return 0;
}

static unsigned int order_of_barrier(__u32 code)
{
	if (BARRIER_DOMAIN(code) != DOMAIN_INNER &&
	    BARRIER_DOMAIN(code) != DOMAIN_SYSTEM)
		return 0;
	switch (BARRIER_KIND(code)) {
	case KIND_LOADS:
		return LOADS | ACQUIRES;
	case KIND_STORES:
		return STORES;
	case KIND_ALL:
		return ALL | LOADS | STORES | ACQUIRES | RELEASES;
	default:
		return 0;
	}
}

static unsigned int order_of(__u32 code)
{
	if ((code & BARRIER_MASK) == DMB || (code & BARRIER_MASK) == DSB)
		return order_of_barrier(code);
	switch (code & ORDERED_MASK) {
	case LDAR:
	case LDAXR:
		return ACQUIRES;
	case STLR:
	case STLXR:
		return RELEASES;
	default:
		return 0;
	}
}

unsigned int code_order(const void *function)
{
	const __u32 *code = function;
	unsigned int order = code_order_for_free();
	unsigned int i;

	for (i = 0; i < CODE_MAX && code[i] != RET; i++)
		order |= order_of(code[i]);
	return order;
}
