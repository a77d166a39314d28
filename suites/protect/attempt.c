/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The suite, and jumps that are expected to fault: the handler lets the CPU go on
 * where the jump came from.
 */
#include <setjmp.h>
#include <uk/arch/memtag.h>
#include <uk/asm/trap.h>
#include <uk/event.h>
#include <uk/plat/lcpu.h>

#include "attempt.h"

static struct attempt {
	jmp_buf env;
	__vaddr_t target;
	int armed;
} attempts[CONFIG_UKPLAT_LCPU_MAXCOUNT];

static __noinline __attribute__((no_profile_instrument_function)) void
nothing(void)
{
	__asm__ __volatile__("");
}

void attempt_plant(char *where)
{
	memcpy(where, (const char *)&nothing, CODE_SIZE);
}

static void landing(void)
{
	longjmp(attempts[ukplat_lcpu_idx()].env, 1);
}

static int exec_fault(void *data)
{
	struct ukarch_trap_ctx *ctx = data;
	struct attempt *attempt = &attempts[ukplat_lcpu_idx()];

	if (!attempt->armed || !ctx->is_exec ||
	    ctx->fault_address != attempt->target)
		return UK_EVENT_NOT_HANDLED;
	attempt->armed = 0;
	ukarch_regs_set_pc(ctx->regs, (__u64)&landing);
	return UK_EVENT_HANDLED;
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, exec_fault, 0);

int attempt_is_no_code(const volatile void *target)
{
	struct attempt *attempt = &attempts[ukplat_lcpu_idx()];

	/* Where tags are on, a pointer into the heap has one */
	attempt->target = ukarch_memtag_strip((__vaddr_t)target);
	attempt->armed = 1;
	if (setjmp(attempt->env))
		return 1;
	((void (*)(void))attempt->target)();
	attempt->armed = 0;
	return 0;
}

uk_testsuite_register(protect, NULL);
