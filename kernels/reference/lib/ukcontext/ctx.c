/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * First frames of contexts. The code that a new context begins with
 * (switch.S) takes it from the stack, lowest address first: argument 0 and 1, the
 * function to go on with. Interface: <uk/arch/ctx.h>.
 */
#include <uk/arch/ctx.h>
#include <uk/asm/ctx.h>
#include <uk/assert.h>

void ukarch_ctx_init(struct ukarch_ctx *ctx, __uptr sp, int keep_regs,
		     __uptr ip)
{
	struct ukarch_ctx_start start = {.entry = ip};

	UK_ASSERT(IS_ALIGNED(sp, UKARCH_SP_ALIGN));
	if (keep_regs) {
		ukarch_ctx_init_bare(ctx, sp, ip);
		return;
	}
	ukarch_ctx_init_bare(ctx, ukarch_rstack_push(sp, start),
			     (__uptr)ukarch_ctx_start_clear);
}

void ukarch_ctx_init_entry2(struct ukarch_ctx *ctx, __uptr sp, int keep_regs,
			    ukarch_ctx_entry2 entry, long arg0, long arg1)
{
	struct ukarch_ctx_start start = {
		.arg = {arg0, arg1},
		.entry = (__uptr)entry,
	};

	UK_ASSERT(IS_ALIGNED(sp, UKARCH_SP_ALIGN));
	ukarch_ctx_init_bare(ctx, ukarch_rstack_push(sp, start),
			     keep_regs ? (__uptr)ukarch_ctx_call_keep
				       : (__uptr)ukarch_ctx_call_clear);
}

void ukarch_ctx_init_entry1(struct ukarch_ctx *ctx, __uptr sp, int keep_regs,
			    ukarch_ctx_entry1 entry, long arg)
{
	ukarch_ctx_init_entry2(ctx, sp, keep_regs, (ukarch_ctx_entry2)(__uptr)entry,
			       arg, 0);
}

void ukarch_ctx_init_entry0(struct ukarch_ctx *ctx, __uptr sp, int keep_regs,
			    ukarch_ctx_entry0 entry)
{
	ukarch_ctx_init_entry2(ctx, sp, keep_regs, (ukarch_ctx_entry2)(__uptr)entry,
			       0, 0);
}
