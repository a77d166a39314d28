/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 select(), pselect() by Linux pselect6(2).
 */
#include <string.h>
#include <uk/essentials.h>
#include <uk/fdtab.h>
#include <uk/syscall.h>
#include <uk/useraccess.h>

#include "select.h"
#include "watch.h"

#define FD_COUNT_MAX 1024

/* What each set asks for, and which events answer it: select(2), "Correspondence
 * between select() and poll() notifications"
 */
static const struct {
	unsigned int wanted, answered;
} meaning[3] = {
	{POLLIN | POLLRDNORM | POLLRDBAND,
	 POLLIN | POLLRDNORM | POLLRDBAND | POLLHUP | POLLERR},
	{POLLOUT | POLLWRNORM | POLLWRBAND,
	 POLLOUT | POLLWRNORM | POLLWRBAND | POLLERR},
	{POLLPRI, POLLPRI},
};

static bool has(const __u64 *set, unsigned int fd)
{
	return set[fd / 64] >> (fd % 64) & 1;
}

static int get_files(const struct select_sets *s, struct watch *w,
		     unsigned int count)
{
	for (unsigned int fd = 0; fd < count; fd++) {
		for (int i = 0; i < 3; i++) {
			if (has(s->bits[i], fd))
				w[fd].events |= meaning[i].wanted;
		}
		if (!w[fd].events)
			continue;
		w[fd].of = uk_fdtab_get((int)fd);
		if (!w[fd].of || w[fd].of->flags & O_PATH)
			return -EBADF;
	}
	return 0;
}

/* Leaves the bits of files that are ready. @return how many */
static int answer(struct select_sets *s, const struct watch *w,
		  unsigned int count)
{
	int ready = 0;

	for (int i = 0; i < 3; i++) {
		for (unsigned int fd = 0; fd < count; fd++) {
			if (!has(s->bits[i], fd))
				continue;
			if (w[fd].revents & meaning[i].answered)
				ready++;
			else
				s->bits[i][fd / 64] &= ~(1UL << (fd % 64));
		}
	}
	return ready;
}

static int select_files(struct select_sets *s, unsigned int count,
			__nsec deadline)
{
	struct watch *w = watch_create(count);
	int rc;

	if (!w)
		return -ENOMEM;
	rc = get_files(s, w, count);
	if (!rc)
		rc = watch_wait(w, count, deadline);
	if (rc >= 0)
		rc = answer(s, w, count);
	watch_free(w, count);
	return rc;
}

static size_t set_bytes(unsigned int count)
{
	return DIV_ROUND_UP(count, 64U) * sizeof(__u64);
}

static int copy_in(struct select_sets *s, void *const user[3],
		   unsigned int count)
{
	memset(s, 0, sizeof(*s));
	for (int i = 0; i < 3; i++) {
		if (user[i] && uk_copy_from_user(s->bits[i], user[i],
						 set_bytes(count)))
			return -EFAULT;
	}
	return 0;
}

int select_sets(int count, void *const user[3], __nsec deadline)
{
	struct select_sets s;
	int rc;

	if (count < 0)
		return -EINVAL;
	count = MIN(count, FD_COUNT_MAX);
	rc = copy_in(&s, user, (unsigned int)count);
	if (!rc)
		rc = select_files(&s, (unsigned int)count, deadline);
	for (int i = 0; rc >= 0 && i < 3; i++) {
		if (user[i] && uk_copy_to_user(user[i], s.bits[i],
					       set_bytes((unsigned int)count)))
			return -EFAULT;
	}
	return rc;
}

/* The sixth argument: a set of signals and its size */
struct mask_argument {
	const void *set;
	size_t size;
};

UK_SYSCALL_R_DEFINE(int, pselect6, int, count, void *, in, void *, out, void *,
		    except, struct uk_timespec *, timeout,
		    const struct mask_argument *, mask)
{
	void *const user[3] = {in, out, except};
	struct mask_argument m = {NULL, 0};
	__nsec deadline;
	int rc = watch_deadline(timeout, &deadline);

	if (!rc && mask && uk_copy_from_user(&m, mask, sizeof(m)))
		rc = -EFAULT;
	if (!rc)
		rc = watch_set_mask(m.set, m.size);
	if (rc)
		return rc;
	rc = select_sets(count, user, deadline);
	if (deadline > WATCH_AT_ONCE)
		watch_put_rest(timeout, deadline);
	return rc;
}
