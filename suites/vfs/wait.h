/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A second thread for cases in which somebody waits.
 */
#ifndef __SUITE_VFS_WAIT_H__
#define __SUITE_VFS_WAIT_H__

#include <uk/sched.h>

/** Runs `fn` in a thread of its own; it begins when this one waits */
static inline void vfs_start(uk_thread_fn1_t fn, void *arg)
{
	uk_sched_thread_create(uk_sched_current(), fn, arg, "vfs");
}

/** Lets the other threads run until all of them wait or have ended */
static inline void vfs_settle(void)
{
	for (int i = 0; i < 5; i++)
		uk_sched_yield();
}

#endif /* __SUITE_VFS_WAIT_H__ */
