/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Operations in assembly for each architecture: registers as they are at a
 * certain instruction.
 */
#ifndef __SUITE_CONTEXT_OPS_H__
#define __SUITE_CONTEXT_OPS_H__

#include <uk/arch/ctx.h>
#include <uk/config.h>

/** Registers that a function call keeps */
#define CONTEXT_KEPT_MAX 12
/** Vector registers of 16 bytes */
#define CONTEXT_VECTORS_MAX 32

/** What a context found at its first instruction */
struct context_probe {
	__uptr sp;
	__u64 arg[2];
	/** All other general registers or-ed together, but those that the ABI
	 *  lets a linker or a branch use
	 */
	__u64 others;
};

extern struct context_probe context_probe;
/** Where context_probe_entry goes on when it has filled context_probe */
extern void (*context_probe_next)(void);

/** Entry of a context: fills context_probe, goes on at context_probe_next with
 *  an aligned stack
 */
void context_probe_entry(void);

/**
 * Fills the registers that a call keeps from `in`, switches, and stores what
 * they are afterwards to `out`.
 * @return their number
 */
unsigned int context_switch_kept(struct ukarch_ctx *store,
				 struct ukarch_ctx *load, const __u64 in[],
				 __u64 out[]);

/** Loads or stores all vector registers. @return their number */
unsigned int context_vectors_load(const __u64 from[][2]);
unsigned int context_vectors_store(__u64 to[][2]);

/** Rounding mode of the FPU: 0 nearest, 1 another one */
void context_rounding_set(unsigned int mode);
unsigned int context_rounding_get(void);

/** The FPU's flag of results that were rounded, which stays until it is cleared */
void context_inexact_clear(void);
unsigned int context_inexact_get(void);

/** @return 1.0 / 3.0 as the bits of a double, computed by the FPU now; rounded */
__u64 context_third(void);

/** An undefined instruction, `context_op_trap_next` behind it */
void context_op_trap(void);
extern const char context_op_trap_next[];

#endif /* __SUITE_CONTEXT_OPS_H__ */
