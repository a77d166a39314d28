/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Robust lists: locks that a thread had when it ended. Linux
 * set_robust_list(2), "The robust futex ABI": each entry's word is marked, and
 * one who waits for it is woken. The list is a program's, so nothing in it is
 * believed.
 */
#include <errno.h>
#include <uk/nofault.h>
#include <uk/syscall.h>

#include "internal.h"

/* A list that is longer is a ring that does not come back */
#define ENTRIES_MAX 2048
/* Bit of an entry's address: a lock of the PI kind */
#define ENTRY_PI 1UL

struct robust_list_head {
	__uptr first; /* the head itself: empty */
	long offset;  /* from an entry to its word */
	__uptr pending; /* being locked or unlocked */
};

UK_SYSCALL_R_DEFINE(int, set_robust_list, __uptr, head, size_t, size)
{
	if (size != sizeof(struct robust_list_head))
		return -EINVAL;
	posix_thread_current()->robust_list = head;
	return 0;
}

UK_SYSCALL_R_DEFINE(int, get_robust_list, int, tid, __uptr *, head, size_t *,
		    size)
{
	const size_t head_size = sizeof(struct robust_list_head);
	struct posix_thread *pt = posix_thread_current();

	if (tid)
		pt = posix_process_find(pt->process, tid);
	if (!pt)
		return -ESRCH;
	if (!uk_nofault_try_write(head_size, size) ||
	    !uk_nofault_try_write(pt->robust_list, head))
		return -EFAULT;
	return 0;
}

/* One wakes even if the word is free already: the thread may have ended between
 * the unlock and its wake-up
 */
static void release(__uptr address, __u32 tid, bool is_pi, bool is_pending)
{
	__u32 word;

	if (futex_read(address, &word) || !futex_may_write(address))
		return;
	if (is_pending && !is_pi && !word)
		uk_futex_wake(address, 1);
	do {
		if ((word & FUTEX_TID_MASK) != tid)
			return;
	} while (!__atomic_compare_exchange_n(
		(__u32 *)address, &word,
		(word & FUTEX_WAITERS) | FUTEX_OWNER_DIED, false,
		__ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	if (!is_pi && (word & FUTEX_WAITERS))
		uk_futex_wake(address, 1);
}

static void release_entry(__uptr entry, long offset, __u32 tid, bool is_pending)
{
	release((entry & ~ENTRY_PI) + (__uptr)offset, tid,
		!!(entry & ENTRY_PI), is_pending);
}

static void walk(const struct robust_list_head *head, __uptr end, __u32 tid)
{
	__uptr entry = head->first;
	unsigned int i;
	__uptr next;

	for (i = 0; i < ENTRIES_MAX && (entry & ~ENTRY_PI) != end; i++) {
		/* whoever gets the lock may free it */
		if (!uk_nofault_try_read(next, entry & ~ENTRY_PI))
			break;
		if (entry != head->pending)
			release_entry(entry, head->offset, tid, false);
		entry = next;
	}
	if (head->pending)
		release_entry(head->pending, head->offset, tid, true);
}

void uk_futex_thread_exit(struct posix_thread *pt)
{
	struct robust_list_head head;

	if (pt->robust_list && uk_nofault_try_read(head, pt->robust_list))
		walk(&head, pt->robust_list, (__u32)pt->tid);
	pt->robust_list = 0;
	futex_exit_pi(pt);
}
