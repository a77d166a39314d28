/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Locks whose owner the kernel knows: the word holds its number. Linux futex(2),
 * "Priority-inheritance futexes". The lock is handed over: the thread that
 * waited longest finds it its own. Priorities are not inherited, since they are
 * not obeyed.
 */
#include <errno.h>

#include "internal.h"

static __u32 own_tid(void)
{
	return (__u32)posix_thread_current()->tid;
}

static bool replace(__uptr address, __u32 *expected, __u32 desired)
{
	return __atomic_compare_exchange_n((__u32 *)address, expected, desired,
					   false, __ATOMIC_SEQ_CST,
					   __ATOMIC_SEQ_CST);
}

/* @return 1: it is the caller's now; 0: it has another owner; an error */
static int try_lock(__uptr address, __u32 *word)
{
	int rc = futex_read(address, word);

	if (!rc && !futex_may_write(address))
		rc = -EFAULT;
	if (rc)
		return rc;
	if ((*word & FUTEX_TID_MASK) == own_tid())
		return -EDEADLK;
	while (!(*word & FUTEX_TID_MASK))
		if (replace(address, word, *word | own_tid()))
			return 1;
	return 0;
}

/* @return 0: the owner will hand over, or was faster; -ESRCH: it is no more */
static int announce(__uptr address, __u32 *word)
{
	struct posix_process *p = posix_process_current();

	if (!posix_process_find(p, (int)(*word & FUTEX_TID_MASK)))
		return -ESRCH;
	return replace(address, word, *word | FUTEX_WAITERS) ? 0 : -EAGAIN;
}

/* Nobody waits any more after this one gave up */
static void retract(__uptr address)
{
	__u32 word;

	if (futex_first(address, true) || futex_read(address, &word) ||
	    !futex_may_write(address))
		return;
	while (word & FUTEX_WAITERS)
		if (replace(address, &word, word & ~FUTEX_WAITERS))
			break;
}

int futex_lock_pi(__uptr address, bool may_wait, __nsec until)
{
	struct futex_waiter w = { .address = address, .has_pi = true };
	__u32 word;
	int rc;

	do {
		rc = try_lock(address, &word);
		if (rc)
			return rc < 0 ? rc : 0;
		if (!may_wait)
			return -EAGAIN;
		rc = announce(address, &word);
	} while (rc == -EAGAIN);
	if (rc)
		return rc;
	w.owner = (int)(word & FUTEX_TID_MASK);
	rc = futex_wait(&w, until);
	if (rc)
		retract(address);
	return rc;
}

/* Makes the first who waits the owner */
static void hand_over(struct futex_waiter *w, __u32 bits)
{
	__u32 word = (__u32)w->waiter.thread->posix->tid | bits;

	if (futex_has_more(w))
		word |= FUTEX_WAITERS;
	if (futex_may_write(w->address))
		__atomic_store_n((__u32 *)w->address, word, __ATOMIC_SEQ_CST);
	futex_set_owner(w);
	uk_waitq_wake(&w->waiter);
}

int futex_unlock_pi(__uptr address)
{
	struct futex_waiter *w = futex_first(address, true);
	__u32 word;
	int rc = futex_read(address, &word);

	if (rc)
		return rc;
	if ((word & FUTEX_TID_MASK) != own_tid())
		return -EPERM;
	if (!futex_may_write(address))
		return -EFAULT;
	if (w)
		hand_over(w, 0);
	else
		__atomic_store_n((__u32 *)address, 0, __ATOMIC_SEQ_CST);
	return 0;
}

/* The words may be anything by now: the thread may have given them up itself,
 * without telling who waits
 */
void futex_exit_pi(struct posix_thread *pt)
{
	struct futex_waiter *w = futex_first_of_owner(pt->tid);

	for (; w; w = futex_first_of_owner(pt->tid))
		hand_over(w, FUTEX_OWNER_DIED);
}
