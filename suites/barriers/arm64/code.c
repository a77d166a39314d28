/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64 keeps nothing in order that does not depend on one another, unless told:
 * DMB and DSB by their kind (Arm ARM DDI 0487, C6.2.98, C6.2.101; the domain must
 * be inner shareable or wider), LDAR and its like, STLR (C6.2.127, C6.2.353), and
 * the atomic operations of FEAT_LSE that say so in their names.
 */
#include "code.h"
#include "encoding.h"

#define CODE_MAX 64

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

static unsigned int order_of_change(__u32 code, __u32 acquires, __u32 releases)
{
	return (code & acquires ? ACQUIRES : 0) |
	       (code & releases ? RELEASES : 0);
}

static unsigned int order_of(__u32 code)
{
	if ((code & BARRIER_MASK) == DMB || (code & BARRIER_MASK) == DSB)
		return order_of_barrier(code);
	if ((code & CHANGE_MASK) == CHANGE)
		return order_of_change(code, CHANGE_ACQUIRES, CHANGE_RELEASES);
	if ((code & CAS_MASK) == CAS)
		return order_of_change(code, CAS_ACQUIRES, CAS_RELEASES);
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
