/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Execution contexts: where a flow of control goes on, and on which stack; and
 * the extended registers (floating point, vectors) that belong to it. Interface
 * of libcontext as of the v0.11 notes. Callee-saved registers stay on the
 * context's own stack (System V psABI 3.2.1, AAPCS64 6.1).
 *
 * A context that runs ISR-safe code only (general registers only) needs no
 * extended context.
 */
#ifndef __UK_ARCH_CTX_H__
#define __UK_ARCH_CTX_H__

#include <uk/arch/limits.h>

/* Offsets for assembly, checked below */
#define UKARCH_CTX_OFFSETOF_IP 0
#define UKARCH_CTX_OFFSETOF_SP 8

#ifndef __ASSEMBLY__
#include <uk/arch/types.h>
#include <uk/essentials.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A context that does not run at present */
struct ukarch_ctx {
	__uptr ip;
	__uptr sp;
};

_Static_assert(__offsetof(struct ukarch_ctx, ip) == UKARCH_CTX_OFFSETOF_IP, "asm");
_Static_assert(__offsetof(struct ukarch_ctx, sp) == UKARCH_CTX_OFFSETOF_SP, "asm");

/** Room for extended registers; its size is known at run time only */
struct ukarch_ectx;

/** First function of a context; must not return: its return address is 0 */
typedef void (*ukarch_ctx_entry0)(void);
typedef void (*ukarch_ctx_entry1)(long);
typedef void (*ukarch_ctx_entry2)(long, long);

#define UKARCH_SP_ALIGN __SP_ALIGN

/** Initial stack pointer of the stack [base, base + len) */
#define ukarch_gen_sp(base, len) \
	ALIGN_DOWN((__uptr)(base) + (__uptr)(len), (__uptr)UKARCH_SP_ALIGN)

/**
 * Puts a value on a stack that is not in use.
 * @return the new stack pointer, aligned to the value's alignment
 */
#define ukarch_rstack_push_packed(sp, value)                                   \
	({                                                                     \
		__uptr __rstack_sp = ALIGN_DOWN((__uptr)(sp) - sizeof(value),  \
						__alignof__(value));           \
		*(__typeof__(value) *)__rstack_sp = (value);                   \
		__rstack_sp;                                                   \
	})
/** The same, with the new stack pointer aligned for a function call */
#define ukarch_rstack_push(sp, value)                                          \
	({                                                                     \
		__uptr __rstack_al = ALIGN_DOWN(                               \
			(__uptr)(sp) - sizeof(value), (__uptr)UKARCH_SP_ALIGN);\
		*(__typeof__(value) *)__rstack_al = (value);                   \
		__rstack_al;                                                   \
	})
/** The same on the stack of a context that has not been entered yet */
#define ukarch_rctx_stackpush(ctx, value)                                      \
	((ctx)->sp = ukarch_rstack_push((ctx)->sp, (value)))
#define ukarch_rctx_stackpush_packed(ctx, value)                               \
	((ctx)->sp = ukarch_rstack_push_packed((ctx)->sp, (value)))

/** Context that goes on at `ip` with stack pointer `sp` and all other registers
 *  as they are at the switch. Writes nothing to the stack; `sp` may be 0 for
 *  code that needs none
 */
static inline void ukarch_ctx_init_bare(struct ukarch_ctx *ctx, __uptr sp,
					__uptr ip)
{
	ctx->ip = ip;
	ctx->sp = sp;
}

/**
 * Context that goes on at `ip` with the stack pointer `sp`.
 * @param sp aligned to UKARCH_SP_ALIGN; what is below it is overwritten
 * @param keep_regs non-zero: other registers as they are at the switch; 0:
 *   general registers are 0, so that nothing leaks into the new context
 */
void ukarch_ctx_init(struct ukarch_ctx *ctx, __uptr sp, int keep_regs,
		     __uptr ip);

/** Contexts that begin with a function call, on an aligned stack pointer. With
 *  keep_regs, argument and scratch registers change nevertheless
 */
void ukarch_ctx_init_entry0(struct ukarch_ctx *ctx, __uptr sp, int keep_regs,
			    ukarch_ctx_entry0 entry);
void ukarch_ctx_init_entry1(struct ukarch_ctx *ctx, __uptr sp, int keep_regs,
			    ukarch_ctx_entry1 entry, long arg);
void ukarch_ctx_init_entry2(struct ukarch_ctx *ctx, __uptr sp, int keep_regs,
			    ukarch_ctx_entry2 entry, long arg0, long arg1);

/**
 * Leaves the running context and enters another. Returns when somebody switches
 * to `store`. Extended registers, thread pointer and interrupt mask are the
 * caller's business.
 * @param store where to keep the running context
 * @param load the context to enter; not `store`
 */
void ukarch_ctx_switch(struct ukarch_ctx *store, struct ukarch_ctx *load);

/** @return bytes of a struct ukarch_ectx on this CPU, and their alignment */
__sz ukarch_ectx_size(void);
__sz ukarch_ectx_align(void);

/** Registers as a program finds them at its start: zeros, round to nearest, no
 *  exception unmasked. `state` has ukarch_ectx_size() bytes
 */
void ukarch_ectx_init(struct ukarch_ectx *state);

/** As init, but with rounding mode and exception masks of the calling CPU now,
 *  as a new thread inherits them
 */
void ukarch_ectx_sanitize(struct ukarch_ectx *state);

/** Saves the CPU's extended registers, which keep their values */
void ukarch_ectx_store(struct ukarch_ectx *state);

/** Loads the CPU's extended registers from an initialized or stored state */
void ukarch_ectx_load(struct ukarch_ectx *state);

#ifdef __cplusplus
}
#endif

#endif /* !__ASSEMBLY__ */
#endif /* __UK_ARCH_CTX_H__ */
