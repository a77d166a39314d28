/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Of posix-poll, for other libraries.
 */
#ifndef __UK_POLL_H__
#define __UK_POLL_H__

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** poll() itself: `user` is an array of struct pollfd, in memory of the caller.
 *  @return as the system call; -EINTR after a signal
 */
int uk_poll_ms(void *user, unsigned int count, int timeout_ms);

/**
 * The signal mask of the calling thread for the rest of a system call. Weak: done
 * by the library of signals; here nothing.
 * @param user the set, in memory of the caller, or NULL: as it is
 * @return 0, -EINVAL: wrong size, -EFAULT
 */
int uk_signal_mask_for_call(const void *user, size_t size);

/** Ends it: the mask is as before, unless `rc` is -EINTR and a handler is to run
 *  first. @return rc
 */
int uk_signal_mask_after_call(int rc);

#ifdef __cplusplus
}
#endif

#endif /* __UK_POLL_H__ */
