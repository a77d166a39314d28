/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page faults that are the end of a stack. Interface: <uk/plat/crash.h>.
 */
#include <uk/arch/limits.h>
#include <uk/arch/memtag.h>
#include <uk/asm/trap.h>
#include <uk/plat/crash.h>

extern char _boot_stack_guard[], _boot_stack_bottom[];

static int in_boot_guard(__vaddr_t addr)
{
	return addr >= (__vaddr_t)_boot_stack_guard &&
	       addr < (__vaddr_t)_boot_stack_bottom;
}

int ukplat_is_stack_overflow(const struct ukarch_trap_ctx *ctx)
{
	__vaddr_t addr = ctx->fault_address;
	__vaddr_t sp = ukarch_memtag_strip(ukarch_regs_sp(ctx->regs));

	if (ctx->is_present || ctx->is_exec)
		return 0;
	return in_boot_guard(addr) ||
	       (addr + __PAGE_SIZE >= sp && addr < sp + __PAGE_SIZE);
}
