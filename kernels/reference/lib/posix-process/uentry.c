/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ways of a program's thread into the kernel and out of it. Interface:
 * <uk/uentry.h>.
 */
#include <stddef.h>
#include <string.h>
#include <uk/arch/tls.h>
#include <uk/assert.h>
#include <uk/bkl.h>
#include <uk/init.h>
#include <uk/plat/irq.h>
#include <uk/process.h>
#include <uk/program_abi.h>
#include <uk/sched.h>
#include <uk/signal.h>
#include <uk/syscall.h>
#include <uk/uentry.h>
#include <uk/utrap.h>

extern const char _text[], _etext[];

/* uentry.S: where it reads the program's stack, on the kernel stack already */
extern const char uk_uentry_reads_stack[];

/* Called by uentry.S */
int uk_uentry_syscall(struct __regs *regs);
void uk_uentry_begun(void);
void uk_uentry_trapped(struct uk_utrap *trap);

bool uk_signal_pending(void)
{
	struct uk_thread *t = uk_thread_current();

	return t && uk_thread_is_interrupted(t);
}

static bool is_in_kernel(const struct __regs *regs)
{
	__uptr pc = ukarch_regs_pc(regs);

	return pc >= (__uptr)_text && pc < (__uptr)_etext;
}

/* What is to be done before the program goes on, in the order of importance.
 * The lock is held
 */
static void work(struct uk_thread *t, unsigned int uflags,
		 struct uk_signal_call *call)
{
	if (uflags & UK_UFLAG_KILL) {
		posix_thread_exit();
	} else if (uflags & UK_UFLAG_SIGNAL) {
		uk_thread_clear_uflags(t, UK_UFLAG_SIGNAL);
		uk_signal_deliver(t, uk_uframe(t), call);
	} else {
		uk_thread_clear_uflags(t, UK_UFLAG_RESCHED);
		uk_sched_yield();
	}
}

/* Gives the lock back and returns with interrupts disabled: a flag that is set
 * from now on comes with an interrupt that hits the program.
 * @return whether all registers are to be loaded
 */
static int leave(struct uk_thread *t, struct uk_signal_call *call)
{
	const unsigned int wanted =
		UK_UFLAG_RESCHED | UK_UFLAG_SIGNAL | UK_UFLAG_KILL;
	unsigned int uflags;

	for (;;) {
		uk_bkl_unlock();
		ukarch_irq_disable();
		uflags = __atomic_load_n(&t->uflags, __ATOMIC_ACQUIRE);
		if (!(uflags & wanted))
			break;
		ukarch_irq_enable();
		uk_bkl_lock();
		work(t, uflags, call);
	}
	if (call)
		uk_signal_restart(t, call);
	uflags = __atomic_load_n(&t->uflags, __ATOMIC_RELAXED);
	uk_thread_clear_uflags(t, UK_UFLAG_REGS);
	return !!(uflags & UK_UFLAG_REGS);
}

static long unmap_and_exit(const struct __regs *regs)
{
	uk_syscall6_r(UK_SYS_munmap, uk_uframe_arg(regs, 0),
		      uk_uframe_arg(regs, 1), 0, 0, 0, 0);
	posix_thread_exit();
}

static long call_kernel(const struct __regs *regs, long nr)
{
	if (nr == UK_NR_UNMAP_EXIT)
		return unmap_and_exit(regs);
	return uk_syscall6_r(nr, uk_uframe_arg(regs, 0), uk_uframe_arg(regs, 1),
			     uk_uframe_arg(regs, 2), uk_uframe_arg(regs, 3),
			     uk_uframe_arg(regs, 4), uk_uframe_arg(regs, 5));
}

/* The system call that a frame stands for; its result goes into the frame, but
 * where the call itself has made the frame (rt_sigreturn)
 */
static int do_syscall(struct uk_thread *t, struct __regs *regs)
{
	struct uk_signal_call call = {
		.nr = uk_uframe_nr(regs),
		.arg0 = uk_uframe_arg(regs, 0),
	};

	uk_bkl_lock();
	call.result = call_kernel(regs, call.nr);
	if (call.nr == UK_SYS_rt_sigreturn)
		return leave(t, NULL);
	uk_uframe_set_result(regs, call.result);
	uk_signal_call_done(t, call.result);
	return leave(t, &call);
}

int uk_uentry_syscall(struct __regs *regs)
{
	return do_syscall(uk_thread_current(), regs);
}

void uk_uentry_begun(void)
{
	uk_bkl_lock();
	leave(uk_thread_current(), NULL);
}

void __weak uk_utrap_refine(struct uk_utrap *trap __unused)
{
}

bool __weak uk_utrap_resolve(struct uk_utrap *trap __unused)
{
	return false;
}

void uk_uentry_trapped(struct uk_utrap *trap)
{
	struct uk_thread *t = uk_thread_current();

	if (trap->is_syscall) {
		uk_utrap_to_syscall(uk_uframe(t));
		do_syscall(t, uk_uframe(t));
		return;
	}
	uk_bkl_lock();
	if (trap->signo && !(trap->has_address && uk_utrap_resolve(trap)))
		uk_signal_fault(t, trap);
	leave(t, NULL);
}

/* From a trap handler into the thread: its registers become a frame, and below
 * it stands why
 */
static void enter(struct uk_thread *t, struct __regs *regs,
		  const struct uk_utrap *trap)
{
	struct uk_utrap *copy;

	memcpy(uk_uframe(t), regs, sizeof(*regs));
	copy = (struct uk_utrap *)ALIGN_DOWN(
		(__uptr)uk_uframe(t) - sizeof(*copy), (__uptr)UKARCH_SP_ALIGN);
	*copy = *trap;
	uk_uframe_redirect(regs, (__uptr)uk_uentry_trap, (__uptr)copy,
			   (__uptr)copy);
}

void uk_uentry_irq(struct __regs *regs)
{
	const struct uk_utrap none = {0};
	struct uk_thread *t = uk_thread_current();

	if (!uk_uthread_is(t) || is_in_kernel(regs) ||
	    !__atomic_load_n(&t->uflags, __ATOMIC_ACQUIRE))
		return;
	enter(t, regs, &none);
}

/* The entry's access to a stack that is not there is the program's fault */
static bool is_of_program(const struct __regs *regs)
{
	return !is_in_kernel(regs) ||
	       ukarch_regs_pc(regs) == (__uptr)uk_uentry_reads_stack;
}

int uk_utrap_event(struct ukarch_trap_ctx *ctx, enum uk_utrap_kind kind)
{
	struct uk_thread *t = uk_thread_current();
	struct uk_utrap trap = {0};

	uk_utrap_classify(&trap, ctx, kind);
	if (uk_uthread_is(t) && is_of_program(ctx->regs))
		enter(t, ctx->regs, &trap);
	else if (!uk_signal_fault_kernel(ctx->regs, &trap))
		return UK_EVENT_NOT_HANDLED;
	return UK_EVENT_HANDLED;
}

static int on_page_fault(void *data)
{
	return uk_utrap_event(data, UK_UTRAP_PAGE_FAULT);
}

static int on_invalid_op(void *data)
{
	return uk_utrap_event(data, UK_UTRAP_INVALID_OP);
}

static int on_debug(void *data)
{
	return uk_utrap_event(data, UK_UTRAP_DEBUG);
}

static int on_math(void *data)
{
	return uk_utrap_event(data, UK_UTRAP_MATH);
}

static int on_bus_error(void *data)
{
	return uk_utrap_event(data, UK_UTRAP_BUS_ERROR);
}

/* Behind what resolves faults: ukvmem (4), uknofault */
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_PAGE_FAULT, on_page_fault, 9);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_INVALID_OP, on_invalid_op, 9);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_DEBUG, on_debug, 9);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_MATH, on_math, 9);
UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_BUS_ERROR, on_bus_error, 9);

struct uk_thread *uk_uthread_create(struct uk_alloc *a,
				    const struct __regs *regs, __uptr tlsp,
				    const char *name, void *priv,
				    uk_thread_dtor_t dtor)
{
	struct uk_thread *t;

	t = uk_thread_create_container(a, a, UK_UENTRY_STACK_SIZE, NULL, false,
				       name, priv, dtor);
	if (!t)
		return NULL;
	t->kernel_sp = t->ctx.sp;
	t->tlsp = tlsp;
	memcpy(uk_uframe(t), regs, sizeof(*regs));
	t->ctx.sp = (__uptr)uk_uframe(t);
	uk_thread_container_init_bare(t, (__uptr)uk_uentry_start);
	return t;
}

static int hook_interrupts(struct uk_init_ctx *ctx __unused)
{
	ukplat_irq_set_exit_hook(uk_uentry_irq);
	return 0;
}

uk_lib_initcall_prio(hook_interrupts, NULL, 0);
