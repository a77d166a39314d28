/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Processes and their threads as POSIX and Linux see them: identity, life, end.
 * A thread here is a name for a thread of the scheduler (<uk/thread.h>), which
 * comes from whoever makes threads run: the loader of programs, or the C library
 * that is linked into the kernel.
 *
 * Process 1 is that C library and has the machine for its own: its end is the
 * machine's. Programs are processes with numbers of their own, one after the
 * other. All functions are called by threads, with the big kernel lock held
 * where a program is concerned (<uk/bkl.h>).
 */
#ifndef __UK_PROCESS_H__
#define __UK_PROCESS_H__

#include <stdbool.h>
#include <uk/signal_state.h>
#include <uk/thread.h>
#include <uk/wait.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Threads a process may have at a time; clone() fails with EAGAIN beyond */
#define POSIX_THREADS_MAX 1024

struct posix_thread {
	struct posix_process *process;
	struct uk_thread *thread;
	struct posix_thread *prev, *next; /* in the process */
	__uptr clear_child_tid;	/* int to be zeroed and woken at the end, or 0 */
	__uptr robust_list;	/* struct robust_list_head, or 0 */
	int tid;
	int policy, priority;	/* SCHED_*, sched_priority; kept, not obeyed */
	char name[16];		/* PR_SET_NAME */
	struct uk_signal_thread sig;
};

struct posix_process {
	struct posix_thread *threads; /* the last created first */
	unsigned int nb_threads;
	int pid;
	int wstatus; /* as wait() has it: signal, or status << 8 */
	int nice;
	bool is_exiting;
	__nsec dead_time;      /* CPU time of threads that have ended */
	struct uk_waitq ended; /* woken when the last thread has ended */
	struct uk_signal_process sig;
};

/** @return the running thread, its process; NULL in threads of the kernel */
struct posix_thread *posix_thread_current(void);
struct posix_process *posix_process_current(void);

/** @return a process without threads, with a number of its own; NULL: no memory */
struct posix_process *posix_process_create(void);

/** Frees a process that has no threads */
void posix_process_release(struct posix_process *p);

/**
 * Makes a thread, which does not run yet or is the running one, one of the
 * process. The first one has the process's number, all others have new ones.
 * @return NULL: no memory, the limit, or the process is exiting
 */
struct posix_thread *posix_process_attach(struct posix_process *p,
					  struct uk_thread *t);

/** Undoes that: what is left is a thread of the kernel; `pt` is freed */
void posix_process_detach(struct posix_thread *pt);

/** @return thread of the process with that number, or NULL */
struct posix_thread *posix_process_find(struct posix_process *p, int tid);

/**
 * Ends a process: all its threads are told to (UK_UFLAG_KILL), the running one
 * included; it returns to its caller. The first status given is the one that
 * counts. Process 1: switches the machine off.
 */
void posix_process_exit(struct posix_process *p, int wstatus);

/** Waits until the last thread of another process has ended.
 *  @param until monotonic clock; 0: no limit. @return 0; -ETIMEDOUT
 */
int posix_process_wait_end(struct posix_process *p, __nsec until);

/** @return CPU time of all its threads, nanoseconds */
__nsec posix_process_cpu_time(struct posix_process *p);

/**
 * Ends the running thread: marks robust mutexes, zeroes and wakes
 * clear_child_tid, ends the process if it was the last one.
 */
void posix_thread_exit(void) __noreturn;

/* -- clone() -- */

#define CLONE_VM 0x00000100UL
#define CLONE_FS 0x00000200UL
#define CLONE_FILES 0x00000400UL
#define CLONE_SIGHAND 0x00000800UL
#define CLONE_THREAD 0x00010000UL
#define CLONE_SYSVSEM 0x00040000UL
#define CLONE_SETTLS 0x00080000UL
#define CLONE_PARENT_SETTID 0x00100000UL
#define CLONE_CHILD_CLEARTID 0x00200000UL
#define CLONE_DETACHED 0x00400000UL
#define CLONE_CHILD_SETTID 0x01000000UL

struct posix_clone_args {
	unsigned long flags;
	__uptr stack;
	__uptr tls;
	__uptr parent_tid, child_tid; /* int */
};

/** @return 0 if these flags make a thread of the same process; -EINVAL;
 *  -ENOSYS for a process of its own
 */
int posix_clone_check(unsigned long flags);

/**
 * Makes `child`, which is complete but not assigned to a scheduler, a thread of
 * the running process and starts it.
 * @return its number; -EAGAIN, -EFAULT: `child` is still the caller's
 */
long posix_clone_start(const struct posix_clone_args *args,
		       struct uk_thread *child);

#ifdef __cplusplus
}
#endif

#endif /* __UK_PROCESS_H__ */
