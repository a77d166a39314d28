/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a trap handler is told, and the events that traps raise. The handlers
 * run on the trap stack of the CPU with interrupts disabled.
 */
#ifndef __UK_ASM_TRAP_H__
#define __UK_ASM_TRAP_H__

#include <uk/arch/types.h>
#include <uk/asm/lcpu.h>
#include <uk/event.h>

/** Data of the events below. */
struct ukarch_trap_ctx {
	/** Interrupted code; changes take effect if the event is handled */
	struct __regs *regs;
	/** Exception class, ESR_EL1.EC */
	__u64 trapnr;
	/** Whole syndrome, ESR_EL1 */
	__u64 error_code;
	/** Page faults, tag checks and bus errors: address of the access,
	 *  without the tag
	 */
	__vaddr_t fault_address;
	/** Page faults, tag checks: a store, or an instruction fetch; else a
	 *  load
	 */
	int is_write;
	int is_exec;
	/** Page faults: no right, else no translation */
	int is_present;
};

/** No translation or no permission for an access */
UK_EVENT_DECLARE(UKARCH_TRAP_PAGE_FAULT);
/** Undefined instruction, trapped system register, illegal state */
UK_EVENT_DECLARE(UKARCH_TRAP_INVALID_OP);
/** BRK, breakpoint, watchpoint, single step */
UK_EVENT_DECLARE(UKARCH_TRAP_DEBUG);
/** Trapped floating-point exception */
UK_EVENT_DECLARE(UKARCH_TRAP_MATH);
/** Synchronous tag check fault: see <uk/arch/memtag.h> */
UK_EVENT_DECLARE(UKARCH_TRAP_TAG_CHECK);
/** Misaligned access, PC or SP; external abort */
UK_EVENT_DECLARE(UKARCH_TRAP_BUS_ERROR);

#endif /* __UK_ASM_TRAP_H__ */
