/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Of posix-poll, for other libraries.
 */
#ifndef __UK_POLL_H__
#define __UK_POLL_H__

#include <uk/arch/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** poll() itself: `user` is an array of struct pollfd, in memory of the caller.
 *  @return as the system call; -EINTR after a signal
 */
int uk_poll_ms(void *user, unsigned int count, int timeout_ms);

/**
 * Replaces the signal mask of the calling thread until the system call ends, or
 * until the handler that ends it returns. Weak: of the library of signals; here
 * nothing.
 */
void uk_signal_set_temporary_mask(__u64 mask);

#ifdef __cplusplus
}
#endif

#endif /* __UK_POLL_H__ */
