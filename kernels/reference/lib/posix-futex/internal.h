/* SPDX-License-Identifier: BSD-3-Clause */
/* Between the files of futexes: who waits for which word. */
#ifndef __POSIX_FUTEX_INTERNAL_H__
#define __POSIX_FUTEX_INTERNAL_H__

#include <uk/futex.h>
#include <uk/wait.h>

#define FUTEX_BITSET_ALL 0xffffffffU

/** A thread that waits for a word; on its stack */
struct futex_waiter {
	struct uk_waiter waiter;
	__uptr address;
	__u32 bits;  /* woken by operations with one of them */
	bool has_pi; /* waits for a lock of the PI kind */
	int owner;   /* of the lock, whatever its word says */
};

/** @return 0 and the word; -EINVAL: not aligned; -EFAULT */
int futex_read(__uptr address, __u32 *value);

/** Whether the word of a lock, which the kernel changes, may be written */
bool futex_may_write(__uptr address);

/** Waits for a wake-up of a word. Results as uk_waitq_wait() */
int futex_wait(struct futex_waiter *w, __nsec until);

/** @return first who waits for a word in a way (PI or not), or NULL */
struct futex_waiter *futex_first(__uptr address, bool has_pi);

/** @return whether more than `w` wait for its lock */
bool futex_has_more(const struct futex_waiter *w);

/** Wakes those who wait for one of the bits. @return how many, `count` at most */
int futex_wake(__uptr address, unsigned int count, __u32 bits);

/** Wakes some, makes others wait for another word. @return how many of both */
int futex_requeue(__uptr from, __uptr to, unsigned int wake_count,
		  unsigned int move_count);

/** Operations on locks whose owner is known to the kernel */
int futex_lock_pi(__uptr address, bool may_wait, __nsec until);
int futex_unlock_pi(__uptr address);

/** @return first who waits for a lock of the PI kind that a thread has, or NULL */
struct futex_waiter *futex_first_of_owner(int tid);

/** `w` has its lock now; others wait for it, then */
void futex_set_owner(const struct futex_waiter *w);

/** An ending thread gives such locks to those who wait, as OWNER_DIED */
void futex_exit_pi(struct posix_thread *pt);

#endif /* __POSIX_FUTEX_INTERNAL_H__ */
