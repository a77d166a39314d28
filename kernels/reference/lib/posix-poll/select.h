/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * select(), for its forms.
 */
#ifndef __POSIX_POLL_SELECT_H__
#define __POSIX_POLL_SELECT_H__

#include <uk/arch/time.h>

/** Copies of the caller's three sets: one bit for each descriptor */
struct select_sets {
	__u64 bits[3][1024 / 64];
};

/** @param user three sets or NULLs, in memory of the caller.
 *  @return as the system call
 */
int select_sets(int count, void *const user[3], __nsec deadline);

#endif /* __POSIX_POLL_SELECT_H__ */
