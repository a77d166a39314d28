/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Delivery: what a signal does to the thread that takes it. POSIX.1-2017 2.4.3,
 * 2.4.4; sigaction(), flags of Linux. Interface: <uk/signal.h>.
 */
#include <errno.h>
#include <stdio.h>
#include <uk/syscall.h>
#include <uk/uentry.h>
#include <uk/utrap.h>

#include "signal_internal.h"

#define SA_ONSTACK 0x08000000UL
#define SA_RESTART 0x10000000UL

static const char *const names[] = {
	[1] = "SIGHUP",	   "SIGINT",	"SIGQUIT", "SIGILL",	"SIGTRAP",
	"SIGABRT",	   "SIGBUS",	"SIGFPE",  "SIGKILL",	"SIGUSR1",
	"SIGSEGV",	   "SIGUSR2",	"SIGPIPE", "SIGALRM",	"SIGTERM",
	"SIGSTKFLT",	   "SIGCHLD",	"SIGCONT", "SIGSTOP",	"SIGTSTP",
	"SIGTTIN",	   "SIGTTOU",	"SIGURG",  "SIGXCPU",	"SIGXFSZ",
	"SIGVTALRM",	   "SIGPROF",	"SIGWINCH", "SIGIO",	"SIGPWR",
	"SIGSYS",
};

const char *uk_signal_name(int signo)
{
	if (signo > 0 && signo < (int)ARRAY_SIZE(names))
		return names[signo];
	return "real-time signal";
}

static void terminate(struct posix_process *p, int signo)
{
	posix_process_exit(p, signo);
}

static __uptr handler_stack(const struct uk_sigaction *action,
			    const struct uk_sigstack *stack, __uptr sp)
{
	if (!(action->flags & SA_ONSTACK) || (stack->flags & UK_SS_DISABLE) ||
	    uk_signal_is_on_stack(stack, sp))
		return 0;
	return stack->sp + stack->size;
}

static void call_handler(struct uk_thread *t, struct __regs *regs,
			 const struct uk_siginfo *info,
			 const struct uk_utrap *trap)
{
	struct posix_thread *pt = t->posix;
	const struct uk_sigaction action =
		pt->process->sig.actions[info->signo - 1];
	struct uk_sigframe_args args = {
		.action = &action,
		.info = info,
		.trap = trap,
		.stack = pt->sig.stack,
		.mask = pt->sig.has_saved_mask ? pt->sig.saved_mask
					       : pt->sig.mask,
		.sp = handler_stack(&action, &pt->sig.stack,
				    ukarch_regs_sp(regs)),
	};

	if (uk_signal_is_on_stack(&pt->sig.stack, ukarch_regs_sp(regs)))
		args.stack.flags |= UK_SS_ONSTACK;
	if (uk_sigframe_push(t, regs, &args)) {
		snprintf(pt->process->sig.cause, UK_SIGNAL_CAUSE_MAX,
			 "no stack for the handler of signal %d", info->signo);
		terminate(pt->process, UK_SIGSEGV);
		return;
	}
	pt->sig.has_saved_mask = false;
	uk_signal_set_mask(pt, uk_signal_enter_handler(pt, info->signo));
	uk_uentry_load_regs(t);
}

static bool is_restarted(long result)
{
	return result == -UK_ERESTARTSYS || result == -UK_ERESTARTNOHAND;
}

/* A handler comes between the call and its return */
static void interrupt_call(struct __regs *regs, struct uk_signal_call *call,
			   const struct uk_sigaction *action)
{
	if (!call || !is_restarted(call->result))
		return;
	if (call->result == -UK_ERESTARTSYS && (action->flags & SA_RESTART))
		uk_uframe_restart(regs, call->nr, call->arg0);
	else
		uk_uframe_set_result(regs, -EINTR);
	call->result = 0;
}

void uk_signal_deliver(struct uk_thread *t, struct __regs *regs,
		       struct uk_signal_call *call)
{
	struct posix_thread *pt = t->posix;
	const struct uk_sigaction *action;
	unsigned long flags = uk_signal_lock();
	struct uk_siginfo info;
	int signo;

	signo = uk_signal_take(pt, ~pt->sig.mask, &info);
	if (signo && uk_signal_deliverable(pt))
		uk_thread_set_uflags(t, UK_UFLAG_SIGNAL);
	uk_signal_unlock(flags);
	if (!signo)
		return;
	action = &pt->process->sig.actions[signo - 1];
	if (action->handler == UK_SIG_IGN)
		return;
	if (action->handler == UK_SIG_DFL) {
		if (!uk_signal_is_ignored_by_default(signo))
			terminate(pt->process, signo);
		return;
	}
	interrupt_call(regs, call, action);
	call_handler(t, regs, &info, NULL);
}

void uk_signal_restart(struct uk_thread *t, struct uk_signal_call *call)
{
	if (!is_restarted(call->result))
		return;
	uk_uframe_restart(uk_uframe(t), call->nr, call->arg0);
	uk_uentry_load_regs(t);
}

void uk_signal_set_temporary_mask(__u64 mask)
{
	struct posix_thread *pt = posix_thread_current();

	pt->sig.saved_mask = pt->sig.mask;
	pt->sig.has_saved_mask = true;
	uk_signal_set_mask(pt, mask);
}

/* Where a signal ended the call, its handler is still to run under this mask */
void uk_signal_call_done(struct uk_thread *t, long result)
{
	struct posix_thread *pt = t->posix;

	if (!pt->sig.has_saved_mask || result == -EINTR || is_restarted(result))
		return;
	pt->sig.has_saved_mask = false;
	uk_signal_set_mask(pt, pt->sig.saved_mask);
}

/* For people: what the access was */
static void describe(char *text, const struct uk_utrap *trap, __uptr pc)
{
	const char *reason = trap->signo == UK_SIGKILL ? "no memory left, " : "";
	const char *access = trap->is_exec  ? "execute"
			     : trap->is_write ? "write"
					      : "read";

	if (trap->has_address)
		snprintf(text, UK_SIGNAL_CAUSE_MAX,
			 "%scannot %s 0x%lx at PC 0x%lx", reason, access,
			 trap->address, pc);
	else
		snprintf(text, UK_SIGNAL_CAUSE_MAX,
			 "trap %lu, error code 0x%lx at PC 0x%lx", trap->trapnr,
			 trap->error_code, pc);
}

void uk_signal_fault(struct uk_thread *t, const struct uk_utrap *trap)
{
	struct posix_thread *pt = t->posix;
	struct uk_signal_process *sig = &pt->process->sig;
	const struct uk_siginfo info = {
		.signo = trap->signo,
		.code = trap->code,
		.fault.address = trap->address,
	};
	__uptr handler = sig->actions[trap->signo - 1].handler;
	__u64 bit = UK_SIGBIT(trap->signo);

	if (handler == UK_SIG_DFL || handler == UK_SIG_IGN ||
	    (pt->sig.mask & bit)) {
		describe(sig->cause, trap, ukarch_regs_pc(uk_uframe(t)));
		terminate(pt->process, trap->signo);
		return;
	}
	call_handler(t, uk_uframe(t), &info, trap);
}
