/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Limits of resources: one table for the process that runs. POSIX.1-2017
 * <sys/resource.h>; numbers of Linux.
 */
#ifndef __UK_RLIMIT_H__
#define __UK_RLIMIT_H__

#include <uk/arch/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define UK_RLIMIT_CPU 0
#define UK_RLIMIT_FSIZE 1
#define UK_RLIMIT_DATA 2
#define UK_RLIMIT_STACK 3
#define UK_RLIMIT_CORE 4
#define UK_RLIMIT_RSS 5
#define UK_RLIMIT_NPROC 6
#define UK_RLIMIT_NOFILE 7
#define UK_RLIMIT_MEMLOCK 8
#define UK_RLIMIT_AS 9
#define UK_RLIMIT_SIGPENDING 11
#define UK_RLIMIT_MSGQUEUE 12
#define UK_RLIMIT_COUNT 16

#define UK_RLIM_INFINITY (~0UL)

/** @return soft limit of a resource, or infinity */
__u64 uk_rlimit_cur(int resource);

/** All limits have their defaults again */
void uk_rlimit_reset(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_RLIMIT_H__ */
