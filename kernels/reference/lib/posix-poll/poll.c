/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 poll(); Linux ppoll(2).
 */
#include <uk/alloc.h>
#include <uk/essentials.h>
#include <uk/fdtab.h>
#include <uk/plat/time.h>
#include <uk/poll.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "watch.h"

struct pollfd {
	int fd;
	__s16 events, revents;
};

static int count_of_bad(struct pollfd *fds, struct watch *w, unsigned int count)
{
	int bad = 0;

	for (unsigned int i = 0; i < count; i++) {
		fds[i].revents = 0;
		if (fds[i].fd < 0)
			continue;
		w[i].of = uk_fdtab_get(fds[i].fd);
		w[i].events = (__u16)fds[i].events;
		if (w[i].of && !(w[i].of->flags & O_PATH))
			continue;
		uk_ofile_put(w[i].of);
		w[i].of = NULL;
		fds[i].revents = POLLNVAL;
		bad++;
	}
	return bad;
}

static int poll_watched(struct pollfd *fds, struct watch *w, unsigned int count,
			__nsec deadline)
{
	int bad = count_of_bad(fds, w, count), ready;

	ready = watch_wait(w, count, bad ? WATCH_AT_ONCE : deadline);
	for (unsigned int i = 0; i < count; i++) {
		if (w[i].of)
			fds[i].revents = (__s16)w[i].revents;
	}
	return ready < 0 ? ready : ready + bad;
}

static int poll_files(struct pollfd *user, unsigned int count, __nsec deadline)
{
	struct uk_alloc *a = uk_alloc_get_default();
	struct pollfd *fds;
	struct watch *w;
	int rc = -ENOMEM;

	if (count > uk_rlimit_cur(RLIMIT_NOFILE))
		return -EINVAL;
	fds = uk_malloc(a, count * sizeof(*fds));
	w = watch_create(count);
	if (fds && w) {
		rc = -EFAULT;
		if (!uk_copy_from_user(fds, user, count * sizeof(*fds)))
			rc = poll_watched(fds, w, count, deadline);
		if (rc >= 0 && uk_copy_to_user(user, fds, count * sizeof(*fds)))
			rc = -EFAULT;
	}
	if (w)
		watch_free(w, count);
	uk_free(a, fds);
	return rc;
}

int uk_poll_ms(void *user, unsigned int count, int timeout_ms)
{
	__nsec deadline = WATCH_FOREVER;

	if (!timeout_ms)
		deadline = WATCH_AT_ONCE;
	else if (timeout_ms > 0)
		deadline = ukplat_monotonic_clock() +
			   ukarch_time_msec_to_nsec((__nsec)timeout_ms);
	return poll_files(user, count, deadline);
}

UK_SYSCALL_R_DEFINE(int, ppoll, struct pollfd *, fds, unsigned int, count,
		    struct uk_timespec *, timeout, const void *, sigmask, size_t,
		    sigset_size)
{
	__nsec deadline;
	int rc = watch_deadline(timeout, &deadline);

	if (!rc)
		rc = watch_set_mask(sigmask, sigset_size);
	if (rc)
		return rc;
	rc = poll_files(fds, count, deadline);
	if (deadline > WATCH_AT_ONCE)
		watch_put_rest(timeout, deadline);
	return rc;
}
