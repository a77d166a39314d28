/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The loop of poll() and select(): look, and if there is nothing yet, wait in the
 * queues of all files. Interface: watch.h.
 */
#include <errno.h>
#include <uk/alloc.h>
#include <uk/essentials.h>
#include <uk/plat/time.h>
#include <uk/poll.h>
#include <uk/useraccess.h>

#include "watch.h"

#define EVENTS_DEFAULT (POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM)

struct watch *watch_create(unsigned int count)
{
	return uk_calloc(uk_alloc_get_default(), MAX(count, 1U),
			 sizeof(struct watch));
}

void watch_free(struct watch *w, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		uk_ofile_put(w[i].of);
	uk_free(uk_alloc_get_default(), w);
}

static int look(struct watch *w, unsigned int count)
{
	unsigned int found;
	int ready = 0;

	for (unsigned int i = 0; i < count; i++) {
		if (!w[i].of)
			continue;
		found = w[i].of->ops->poll ? w[i].of->ops->poll(w[i].of)
					   : EVENTS_DEFAULT;
		w[i].revents = found & (w[i].events | POLLERR | POLLHUP);
		if (w[i].revents)
			ready++;
	}
	return ready;
}

int watch_wait(struct watch *w, unsigned int count, __nsec deadline)
{
	struct uk_poll_wait wait = {.is_woken = false};
	int ready = look(w, count), rc = 0;

	if (ready || deadline == WATCH_AT_ONCE)
		return ready;
	for (unsigned int i = 0; i < count; i++) {
		if (w[i].of)
			uk_pollq_add(&w[i].of->file->pollq, &w[i].entry, &wait);
	}
	while (!ready && !rc) {
		rc = uk_poll_wait(&wait, deadline);
		ready = look(w, count);
	}
	for (unsigned int i = 0; i < count; i++) {
		if (w[i].of)
			uk_pollq_remove(&w[i].entry);
	}
	return ready || rc == -ETIMEDOUT ? ready : rc;
}

int watch_deadline(const struct uk_timespec *user, __nsec *deadline)
{
	struct uk_timespec t;
	int rc;

	*deadline = WATCH_FOREVER;
	if (!user)
		return 0;
	rc = uk_copy_timespec_from_user(&t, user);
	if (rc)
		return rc;
	if (!t.sec && !t.nsec)
		*deadline = WATCH_AT_ONCE;
	else
		*deadline = ukplat_monotonic_clock() +
			    MIN(uk_timespec_to_nsec(&t), __NSEC_MAX / 2);
	return 0;
}

void watch_put_rest(struct uk_timespec *user, __nsec deadline)
{
	__nsec now = ukplat_monotonic_clock();
	struct uk_timespec t = uk_timespec_of(deadline > now ? deadline - now
							     : 0);

	if (user)
		uk_copy_to_user(user, &t, sizeof(t));
}

__weak void uk_signal_set_temporary_mask(__u64 mask __unused)
{
}

int watch_set_mask(const void *user, size_t size)
{
	__u64 mask;

	if (!user)
		return 0;
	if (size != sizeof(mask))
		return -EINVAL;
	if (uk_copy_from_user(&mask, user, sizeof(mask)))
		return -EFAULT;
	uk_signal_set_temporary_mask(mask);
	return 0;
}
