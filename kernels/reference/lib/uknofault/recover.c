/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Trap handlers: find the faulting instruction in the table and go on at its
 * recovery address. Asked twice for a page fault: before demand paging for the
 * accesses that do not want it, and after it for all.
 */
#include <uk/asm/trap.h>
#include <uk/essentials.h>
#include <uk/event.h>

#include "access.h"

/* Bounds of the table: empty sections that sort before and after the rows */
__asm__(".pushsection .uk_table.nofault.0, \"a\"\n\t.balign 8\n"
	"nofault_rows_start:\n\t.popsection\n\t"
	".pushsection .uk_table.nofault.z, \"a\"\n\t.balign 8\n"
	"nofault_rows_end:\n\t.popsection");
extern const struct nofault_row nofault_rows_start[];
extern const struct nofault_row nofault_rows_end[];

static int recover(struct ukarch_trap_ctx *ctx, int any_way)
{
	__u64 pc = ukarch_regs_pc(ctx->regs);
	const struct nofault_row *row;

	for (row = nofault_rows_start; row < nofault_rows_end; row++) {
		if (row->pc != pc)
			continue;
		if (!any_way && row->way != NOFAULT_NOPAGING)
			return UK_EVENT_NOT_HANDLED;
		ukarch_regs_set_pc(ctx->regs, row->recovery);
		return UK_EVENT_HANDLED;
	}
	return UK_EVENT_NOT_HANDLED;
}

static int before_paging(void *trap_ctx)
{
	return recover(trap_ctx, 0);
}

int nofault_recover(void *trap_ctx)
{
	return recover(trap_ctx, 1);
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, before_paging, 0);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, nofault_recover, 7);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_BUS_ERROR, nofault_recover, 7);
