/* SPDX-License-Identifier: BSD-3-Clause */
/* Until when a call waits. */
#ifndef __POSIX_MQUEUE_DEADLINE_H__
#define __POSIX_MQUEUE_DEADLINE_H__

#include <uk/arch/time.h>

/**
 * @param user struct timespec of the wall clock, memory of the caller, or NULL
 * @param[out] deadline of the monotonic clock; 0: none
 * @return 0; -EFAULT; -EINVAL: no time
 */
int mq_deadline(const void *user, __nsec *deadline);

#endif /* __POSIX_MQUEUE_DEADLINE_H__ */
