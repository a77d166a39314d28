/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 poll() and select() as system calls of their own.
 */
#include <uk/plat/time.h>
#include <uk/poll.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "../../select.h"
#include "../../watch.h"

UK_SYSCALL_R_DEFINE(int, poll, void *, fds, unsigned int, count, int, timeout_ms)
{
	return uk_poll_ms(fds, count, timeout_ms);
}

struct timeval {
	__s64 sec, usec;
};

#define USEC_PER_SEC 1000000L

static int deadline_of(const struct timeval *user, __nsec *deadline)
{
	struct timeval tv;
	struct uk_timespec t;

	if (!user)
		return watch_deadline(NULL, deadline);
	if (uk_copy_from_user(&tv, user, sizeof(tv)))
		return -EFAULT;
	if (tv.sec < 0 || tv.usec < 0)
		return -EINVAL;
	/* select(2): more than a second of microseconds is taken as such */
	t.sec = tv.sec + tv.usec / USEC_PER_SEC;
	t.nsec = tv.usec % USEC_PER_SEC * 1000;
	return watch_deadline(&t, deadline);
}

UK_SYSCALL_R_DEFINE(int, select, int, count, void *, in, void *, out, void *,
		    except, struct timeval *, timeout)
{
	void *const user[3] = {in, out, except};
	struct uk_timespec rest;
	struct timeval tv;
	__nsec deadline;
	int rc = deadline_of(timeout, &deadline);

	if (rc)
		return rc;
	rc = select_sets(count, user, deadline);
	if (deadline > WATCH_AT_ONCE) {
		watch_put_rest(&rest, deadline);
		tv = (struct timeval){rest.sec, rest.nsec / 1000};
		uk_copy_to_user(timeout, &tv, sizeof(tv));
	}
	return rc;
}
