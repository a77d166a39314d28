/* SPDX-License-Identifier: BSD-3-Clause */
/* Between the files of signals. */
#ifndef __POSIX_PROCESS_SIGNAL_INTERNAL_H__
#define __POSIX_PROCESS_SIGNAL_INTERNAL_H__

#include <uk/signal.h>

/** Never blocked, caught or ignored */
#define SIGNAL_UNMASKABLE (UK_SIGBIT(UK_SIGKILL) | UK_SIGBIT(UK_SIGSTOP))

/** Size of a signal set in system calls */
#define SIGNAL_SET_SIZE 8

/** Locks all queues and masks; any context. @return flags for unlock */
unsigned long uk_signal_lock(void);
void uk_signal_unlock(unsigned long flags);

/** @return signals that a thread could take now; locked */
__u64 uk_signal_deliverable(const struct posix_thread *pt);

/** Takes the first of the signals in `set` out of the queues of a thread and its
 *  process; locked. @return its number, or 0
 */
int uk_signal_take(struct posix_thread *pt, __u64 set, struct uk_siginfo *info);

/** Sets the mask of the running thread, and its flag where something can be
 *  delivered now
 */
void uk_signal_set_mask(struct posix_thread *pt, __u64 mask);

/** A handler is about to run: takes it away if RESETHAND says so.
 *  @return the mask while it runs
 */
__u64 uk_signal_enter_handler(struct posix_thread *pt, int signo);

/** @return whether a stack pointer is on a stack that is there for handlers */
static inline bool uk_signal_is_on_stack(const struct uk_sigstack *s, __uptr sp)
{
	return !(s->flags & UK_SS_DISABLE) && sp > s->sp && sp - s->sp <= s->size;
}

/** pause(), where Linux has it: blocks until a handler is to run */
long uk_signal_pause(void);

/** Of the process that is linked into the kernel: calls the handlers of what can
 *  be delivered to the running thread; others see to it by themselves
 */
void uk_signal_deliver_kernel(void);

/** Drops what is pending of one signal, everywhere in a process; locked */
void uk_signal_flush(struct posix_process *p, int signo);

/** @return whether the default action does nothing */
bool uk_signal_is_ignored_by_default(int signo);

#endif /* __POSIX_PROCESS_SIGNAL_INTERNAL_H__ */
