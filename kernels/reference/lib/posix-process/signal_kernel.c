/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals of the process that is linked into the kernel: its code is the kernel's,
 * so that nothing can interrupt it at any place. Handlers of pending signals are
 * called by the system calls that send or unblock them (POSIX.1-2017 raise(): before
 * it returns); handlers of faults go on in place of the instruction, on the same
 * stack. A signal whose action is to end the process is a crash of the kernel.
 */
#include <string.h>
#include <uk/assert.h>
#include <uk/sched.h>
#include <uk/uentry.h>
#include <uk/utrap.h>

#include "signal_internal.h"


typedef void (*handler_t)(int signo, struct uk_siginfo *info, void *context);

/* What a fault interrupted, on the stack of its thread */
struct kernel_fault {
	struct __regs regs;
	struct uk_siginfo info;
};

static void __noreturn end(int signo)
{
	UK_CRASH("Signal %d (%s) ends the process\n", signo,
		 uk_signal_name(signo));
}

static void call_handler(struct posix_thread *pt, struct uk_siginfo *info)
{
	handler_t handler =
		(handler_t)pt->process->sig.actions[info->signo - 1].handler;
	__u64 old = pt->sig.mask;

	pt->sig.mask = uk_signal_enter_handler(pt, info->signo);
	handler(info->signo, info, NULL);
	pt->sig.mask = old;
}

static void deliver(struct posix_thread *pt, struct uk_siginfo *info)
{
	__uptr handler = pt->process->sig.actions[info->signo - 1].handler;

	if (handler == UK_SIG_IGN)
		return;
	if (handler != UK_SIG_DFL)
		call_handler(pt, info);
	else if (!uk_signal_is_ignored_by_default(info->signo))
		end(info->signo);
}

void uk_signal_deliver_kernel(void)
{
	struct posix_thread *pt = posix_thread_current();
	struct uk_siginfo info;
	unsigned long flags;
	int signo;

	if (uk_uthread_is(pt->thread))
		return;
	do {
		flags = uk_signal_lock();
		signo = uk_signal_take(pt, ~pt->sig.mask, &info);
		uk_signal_unlock(flags);
		if (signo)
			deliver(pt, &info);
	} while (signo);
}

/* In place of the instruction that faulted, interrupts as they were there */
static void __noreturn handle_fault(struct kernel_fault *fault)
{
	call_handler(posix_thread_current(), &fault->info);
	uk_uframe_load(&fault->regs);
}

bool uk_signal_fault_kernel(struct __regs *regs, struct uk_utrap *trap)
{
	struct posix_thread *pt = posix_thread_current();
	struct kernel_fault *fault;

	if (!pt || uk_uthread_is(pt->thread) || trap->is_syscall ||
	    pt->process->sig.actions[trap->signo - 1].handler <= UK_SIG_IGN ||
	    (pt->sig.mask & UK_SIGBIT(trap->signo)))
		return false;
	if (trap->has_address)
		uk_utrap_refine(trap);
	fault = (struct kernel_fault *)ALIGN_DOWN(
		ukarch_regs_sp(regs) - sizeof(*fault), (__uptr)UKARCH_SP_ALIGN);
	memset(&fault->info, 0, sizeof(fault->info));
	fault->regs = *regs;
	fault->info.signo = trap->signo;
	fault->info.code = trap->code;
	fault->info.fault.address = trap->address;
	uk_uframe_redirect(regs, (__uptr)handle_fault, uk_uframe_call_sp(fault),
			   (__uptr)fault);
	return true;
}
