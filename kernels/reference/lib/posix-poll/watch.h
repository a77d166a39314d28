/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waiting for events of many files at once, for poll() and select().
 */
#ifndef __POSIX_POLL_WATCH_H__
#define __POSIX_POLL_WATCH_H__

#include <uk/file.h>

/** One file that is watched */
struct watch {
	struct uk_ofile *of; /* a reference; NULL: nothing to watch */
	unsigned int events; /* wanted; POLLERR and POLLHUP always */
	unsigned int revents; /* of now */
	struct uk_pollq_entry entry;
};

/** @return zeroed watches, or NULL */
struct watch *watch_create(unsigned int count);

/** Gives the references back, too */
void watch_free(struct watch *w, unsigned int count);

/**
 * Waits until a file has one of its events; sets all revents.
 * @param deadline of the monotonic clock; 0: none; 1: at once
 * @return how many have events, 0 at the deadline, or -EINTR
 */
int watch_wait(struct watch *w, unsigned int count, __nsec deadline);

#define WATCH_FOREVER 0
#define WATCH_AT_ONCE 1

/**
 * End of a wait.
 * @param user struct timespec of the caller, or NULL: for ever
 * @return 0; -EINVAL; -EFAULT
 */
int watch_deadline(const struct uk_timespec *user, __nsec *deadline);

/** ppoll() and pselect(): the set of signals that is blocked meanwhile.
 *  @param user NULL: as it is. @return 0; -EINVAL: no such size; -EFAULT
 */
int watch_set_mask(const void *user, size_t size);

/** Writes what is left of a time, at least 0. Nowhere to write to is no error */
void watch_put_rest(struct uk_timespec *user, __nsec deadline);

#endif /* __POSIX_POLL_WATCH_H__ */
