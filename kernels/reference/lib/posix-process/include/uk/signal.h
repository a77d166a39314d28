/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals: sending, waiting, delivering. POSIX.1-2017 2.4, Linux's numbers. A
 * handler runs on the way out of the kernel (<uk/uentry.h>), in threads of
 * programs only; the process that is linked into the kernel has masks and
 * pending signals, and actions for synchronous faults.
 */
#ifndef __UK_SIGNAL_H__
#define __UK_SIGNAL_H__

#include <uk/process.h>
#include <uk/signal_state.h>

#ifdef __cplusplus
extern "C" {
#endif

struct __regs;
struct uk_utrap;

#define UK_SIGABRT 6
#define UK_SIGKILL 9
#define UK_SIGPIPE 13
#define UK_SIGCHLD 17
#define UK_SIGCONT 18
#define UK_SIGSTOP 19
#define UK_SIGTSTP 20
#define UK_SIGTTIN 21
#define UK_SIGTTOU 22
#define UK_SIGURG 23
#define UK_SIGWINCH 28
/** First signal that is queued as often as it is sent */
#define UK_SIGRTMIN 32

#define UK_SI_USER 0
#define UK_SI_QUEUE (-1)
#define UK_SI_TIMER (-2)
#define UK_SI_TKILL (-6)

/** Most entries in the queues of one process (RLIMIT_SIGPENDING) */
#define UK_SIGNAL_QUEUE_MAX 1024

/* -- sending; any context, interrupt handlers included -- */

/** Sends to one thread. @return 0; -EAGAIN: the queue is full */
int uk_signal_send_thread(struct posix_thread *pt, const struct uk_siginfo *info);

/** Sends to a process: a thread that does not block it gets it */
int uk_signal_send_process(struct posix_process *p,
			   const struct uk_siginfo *info);

/** @return whether a signal of the timer with that number was not taken yet */
bool uk_signal_timer_is_pending(struct posix_process *p, int id);

/** Sends to the calling thread, as the kernel does (SIGPIPE, SIGXFSZ) */
void uk_signal_raise(int signo);

/** @return name of a signal, such as "SIGSEGV" */
const char *uk_signal_name(int signo);

/* -- for calls that block -- */

/** @return whether the running thread has to leave the call it is in */
bool uk_signal_pending(void);

/**
 * Replaces the mask of the running thread until the system call ends, or until
 * the handler that ends it returns (sigsuspend(), ppoll(), pselect()).
 */
void uk_signal_set_temporary_mask(__u64 mask);

/* -- life of processes and threads -- */

/** A thread inherits its creator's mask, nothing else */
void uk_signal_thread_init(struct uk_signal_thread *sig,
			   const struct uk_signal_thread *parent);
void uk_signal_thread_fini(struct posix_process *p, struct uk_signal_thread *sig);
void uk_signal_process_fini(struct posix_process *p);

/* -- on the way out of the kernel; the big kernel lock is held -- */

/** A system call that is about to return, as far as signals change that */
struct uk_signal_call {
	long nr, arg0;
	long result; /* 0 once a handler's frame has been made on it */
};

/** Delivers one pending signal, if there is one to deliver.
 *  @param call NULL: no system call is about to return
 */
void uk_signal_deliver(struct uk_thread *t, struct __regs *regs,
		       struct uk_signal_call *call);

/** No handler interrupted the call: it is made again where its result says so */
void uk_signal_restart(struct uk_thread *t, struct uk_signal_call *call);

/** A system call has its result: the end of a temporary mask */
void uk_signal_call_done(struct uk_thread *t, long result);

/** A trap becomes a signal, delivered now; ends the process without a handler */
void uk_signal_fault(struct uk_thread *t, const struct uk_utrap *trap);

/**
 * A trap in the process that is linked into the kernel; in the trap's handler.
 * @return whether its thread goes on with a handler of a signal
 */
bool uk_signal_fault_kernel(struct __regs *regs, struct uk_utrap *trap);

/* -- the frame of a handler on the program's stack; by the architecture -- */

/** What a frame keeps for the return */
struct uk_sigframe_args {
	const struct uk_sigaction *action;
	const struct uk_siginfo *info;
	const struct uk_utrap *trap; /* or NULL */
	struct uk_sigstack stack;    /* goes into uc_stack */
	__u64 mask;		     /* to go back to */
	__uptr sp; /* top of the alternate stack, or 0: the program's */
};

/** Makes `regs` begin the handler. @return 0; -EFAULT: there is no stack */
int uk_sigframe_push(struct uk_thread *t, struct __regs *regs,
		     const struct uk_sigframe_args *args);

/** Goes back to what the frame at the stack pointer has.
 *  @param[out] mask, stack what it has of them
 *  @return 0; -EFAULT: no such frame
 */
int uk_sigframe_pop(struct uk_thread *t, struct __regs *regs, __u64 *mask,
		    struct uk_sigstack *stack);

#ifdef __cplusplus
}
#endif

#endif /* __UK_SIGNAL_H__ */
