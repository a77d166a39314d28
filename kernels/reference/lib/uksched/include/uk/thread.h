/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads as of the v0.11 notes: minimal, independent of any scheduler. A thread
 * is a context with references to a stack, a TLS area and room for extended
 * registers; it can be assigned to a scheduler, taken away and assigned again
 * (<uk/sched.h>). Its function does not return.
 *
 * A thread without TLS must not use thread-local variables (libc); one without
 * extended context must be ISR-safe code: general registers only.
 */
#ifndef __UK_THREAD_H__
#define __UK_THREAD_H__

#include <stdbool.h>
#include <stddef.h>
#include <uk/alloc.h>
#include <uk/arch/ctx.h>
#include <uk/arch/time.h>
#include <uk/essentials.h>

#ifdef __cplusplus
extern "C" {
#endif

struct posix_thread;
struct uk_sched;
struct uk_thread;

typedef void (*uk_thread_fn0_t)(void);
typedef void (*uk_thread_fn1_t)(void *);
typedef void (*uk_thread_fn2_t)(void *, void *);

/** Called by uk_thread_release() before memory is freed */
typedef void (*uk_thread_dtor_t)(struct uk_thread *t);

/** Has extended registers to be switched */
#define UK_THREADF_ECTX 0x1U
/** Has a TLS area made by this library */
#define UK_THREADF_UKTLS 0x2U
/** May run; cleared while it is blocked, and before its function is known */
#define UK_THREADF_RUNNABLE 0x4U
/** Ended: never runs again */
#define UK_THREADF_EXITED 0x8U

/* What a thread of a program looks at before it goes back to its own code */
/** Others wait for its CPU */
#define UK_UFLAG_RESCHED 0x1U
/** A signal may be pending */
#define UK_UFLAG_SIGNAL 0x2U
/** It has to end */
#define UK_UFLAG_KILL 0x4U

/** Everything is owned by the scheduler once the thread is assigned to one */
struct uk_thread {
	struct ukarch_ctx ctx;	  /* while it does not run */
	struct ukarch_ectx *ectx; /* NULL: none */
	__uptr tlsp;		  /* thread pointer while it does not run */
	unsigned int flags;	  /* UK_THREADF_* */
	__nsec wakeup_time;	  /* monotonic clock; 0: no time limit */
	struct uk_sched *sched;	  /* NULL: not assigned */
	const char *name;	  /* or NULL; not copied */
	void *priv;
	uk_thread_dtor_t dtor;	  /* or NULL */
	__uptr kernel_sp;    /* top of its stack for system calls; 0: it runs
				kernel code only */
	unsigned int uflags; /* UK_UFLAG_*; atomic accesses only */
	bool has_bkl;	     /* own: see <uk/bkl.h> */
	__nsec cpu_time;     /* nanoseconds it ran, up to the last switch */
	struct posix_thread *posix; /* of posix-process, or NULL */
	struct uk_thread *prev, *next;	/* in `queue` */
	struct uk_thread_queue *queue;	/* of the scheduler, or NULL */
	struct {			/* what release has to free, or NULL */
		struct uk_alloc *self_a, *stack_a, *uktls_a, *ectx_a;
		void *stack, *uktls;
	} _mem;
};

/** @return the running thread of this CPU; NULL without a scheduler */
struct uk_thread *uk_thread_current(void);

static inline bool uk_thread_is_exited(const struct uk_thread *t)
{
	return !!(t->flags & UK_THREADF_EXITED);
}

static inline bool uk_thread_is_runnable(const struct uk_thread *t)
{
	return !!(t->flags & UK_THREADF_RUNNABLE);
}

/* -- threads in memory of the caller -- */

/**
 * Thread out of parts that the caller has.
 * @param t filled; nothing but the init callbacks allocates
 * @param ip where it begins; 0: not runnable until uk_thread_container_init_*()
 * @param sp its stack pointer, aligned to 16, or 0 for none
 * @param tlsp its thread pointer, or 0 for none
 * @param ectx initialized extended state, or NULL for ISR-safe code
 * @return 0, or the error of an init callback
 */
int uk_thread_init_bare(struct uk_thread *t, __uptr ip, __uptr sp, __uptr tlsp,
			struct ukarch_ectx *ectx, const char *name, void *priv,
			uk_thread_dtor_t dtor);

/* -- threads in memory of an allocator; NULL means no memory (or that an init
 * callback failed) -- */

/** As uk_thread_init_bare(), with memory for the thread and, unless `no_ectx`,
 *  for its extended state, which inherits rounding mode and exception masks
 */
struct uk_thread *uk_thread_create_bare(struct uk_alloc *a, __uptr ip,
					__uptr sp, __uptr tlsp, bool no_ectx,
					const char *name, void *priv,
					uk_thread_dtor_t dtor);

/**
 * Thread that has everything but a function.
 * @param a_stack allocator of its stack, or NULL for none
 * @param stack_len bytes of stack; 0: __STACK_SIZE
 * @param a_uktls allocator of its TLS area, or NULL for none
 */
struct uk_thread *uk_thread_create_container(
	struct uk_alloc *a, struct uk_alloc *a_stack, size_t stack_len,
	struct uk_alloc *a_uktls, bool no_ectx, const char *name, void *priv,
	uk_thread_dtor_t dtor);

/** Gives a container its function; it is runnable then */
void uk_thread_container_init_bare(struct uk_thread *t, __uptr ip);
void uk_thread_container_init_fn0(struct uk_thread *t, uk_thread_fn0_t fn);
void uk_thread_container_init_fn1(struct uk_thread *t, uk_thread_fn1_t fn,
				  void *arg);
void uk_thread_container_init_fn2(struct uk_thread *t, uk_thread_fn2_t fn,
				  void *arg0, void *arg1);

/** Container and function in one; `a_stack` is not NULL */
struct uk_thread *uk_thread_create_fn0(struct uk_alloc *a, uk_thread_fn0_t fn,
				       struct uk_alloc *a_stack,
				       size_t stack_len,
				       struct uk_alloc *a_uktls, bool no_ectx,
				       const char *name, void *priv,
				       uk_thread_dtor_t dtor);
struct uk_thread *uk_thread_create_fn1(struct uk_alloc *a, uk_thread_fn1_t fn,
				       void *arg, struct uk_alloc *a_stack,
				       size_t stack_len,
				       struct uk_alloc *a_uktls, bool no_ectx,
				       const char *name, void *priv,
				       uk_thread_dtor_t dtor);
struct uk_thread *uk_thread_create_fn2(struct uk_alloc *a, uk_thread_fn2_t fn,
				       void *arg0, void *arg1,
				       struct uk_alloc *a_stack,
				       size_t stack_len,
				       struct uk_alloc *a_uktls, bool no_ectx,
				       const char *name, void *priv,
				       uk_thread_dtor_t dtor);

/** Ends a thread that is not assigned to a scheduler, and frees what create
 *  allocated. Of an assigned thread the scheduler does it after its end
 */
void uk_thread_release(struct uk_thread *t);

/**
 * Ends a thread: takes it from its scheduler, calls the term callbacks. If it is
 * the running one this does not return. An assigned thread is released soon, so
 * it must not be used afterwards; another one is to be released by the caller.
 */
void uk_thread_terminate(struct uk_thread *t);

/* -- blocking: any CPU, interrupt handlers included. A thread that blocks itself
 * goes on until it yields -- */

void uk_thread_block(struct uk_thread *t);
/** Wakes up by itself at a time of the monotonic clock (not 0) */
void uk_thread_block_until(struct uk_thread *t, __nsec until);
void uk_thread_block_timeout(struct uk_thread *t, __nsec timeout);
/** No effect on a thread that is runnable or ended */
void uk_thread_wakeup(struct uk_thread *t);

/* -- threads of programs; any CPU, interrupt handlers included -- */

/** @return whether a blocked call of this thread has to return -EINTR */
static inline bool uk_thread_is_interrupted(const struct uk_thread *t)
{
	return !!(__atomic_load_n(&t->uflags, __ATOMIC_ACQUIRE) &
		  (UK_UFLAG_SIGNAL | UK_UFLAG_KILL));
}

/**
 * Sets flags and makes the thread see them: it is woken if it is blocked, and
 * its CPU is interrupted if it is another one.
 */
void uk_thread_set_uflags(struct uk_thread *t, unsigned int uflags);

static inline void uk_thread_clear_uflags(struct uk_thread *t,
					  unsigned int uflags)
{
	__atomic_and_fetch(&t->uflags, ~uflags, __ATOMIC_ACQ_REL);
}

/* -- callbacks of libraries that keep something for each thread -- */

/** @param parent the creator, or NULL. @return 0, or negative errno: no thread */
typedef int (*uk_thread_init_func_t)(struct uk_thread *child,
				     struct uk_thread *parent);
/** Called for each thread whose init succeeded, by the thread that ends it */
typedef void (*uk_thread_term_func_t)(struct uk_thread *child);

struct uk_thread_inittab_entry {
	uk_thread_init_func_t init;
	uk_thread_term_func_t term;
};

#define _UK_THREAD_INIT(init_fn, term_fn, prio, id)                            \
	static const struct uk_thread_inittab_entry                            \
		UK_CONCAT(__uk_thread_init_, id) __used __section(             \
			".uk_table.thread.p" #prio) __align(8) = {             \
			.init = (init_fn), .term = (term_fn)}
/** Either may be NULL; `prio` is a literal 0 (first, at the end last) to 9 */
#define UK_THREAD_INIT_PRIO(init_fn, term_fn, prio) \
	_UK_THREAD_INIT(init_fn, term_fn, prio, __COUNTER__)
#define UK_THREAD_INIT(init_fn, term_fn) UK_THREAD_INIT_PRIO(init_fn, term_fn, 9)

#ifdef __cplusplus
}
#endif

#endif /* __UK_THREAD_H__ */
