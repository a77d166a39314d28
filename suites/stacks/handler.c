/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The suite, and its handler of the invalid instructions in ops.S. It may execute
 * the next one itself, so that handlers nest.
 */
#include <uk/event.h>

#include "handler.h"
#include "ops.h"

struct sighting sightings[CPUS_MAX];

struct sighting *sighting(void)
{
	return &sightings[ukplat_lcpu_idx()];
}

static __u64 next_of(__uptr pc)
{
	if (pc == (__uptr)stacks_op_red_zone_trap)
		return (__u64)stacks_op_red_zone_next;
	if (pc == (__uptr)stacks_op_with_sp_trap)
		return (__u64)stacks_op_with_sp_next;
	return 0;
}

static int invalid_op(void *data)
{
	struct ukarch_trap_ctx *ctx = data;
	struct sighting *s = sighting();
	__u64 next = next_of(ukarch_regs_pc(ctx->regs));

	if (!next || s->traps >= LEVELS_MAX)
		return UK_EVENT_NOT_HANDLED;
	s->interrupted[s->traps] = ukarch_regs_sp(ctx->regs);
	s->handler[s->traps++] = ukarch_read_sp();
	if (s->traps < s->levels)
		stacks_op_red_zone(NULL);
	ukarch_regs_set_pc(ctx->regs, next);
	return UK_EVENT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_INVALID_OP, invalid_op, 0);

uk_testsuite_register(stacks, NULL);
