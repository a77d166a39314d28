/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Futexes: 32-bit words of programs on which threads wait in the kernel. Linux
 * futex(2). There is one address space, so a word is its address, whether it is
 * shared or private. All functions are called with the big kernel lock held
 * where programs are concerned (<uk/bkl.h>).
 */
#ifndef __UK_FUTEX_H__
#define __UK_FUTEX_H__

#include <uk/process.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FUTEX_WAIT 0
#define FUTEX_WAKE 1
#define FUTEX_REQUEUE 3
#define FUTEX_CMP_REQUEUE 4
#define FUTEX_LOCK_PI 6
#define FUTEX_UNLOCK_PI 7
#define FUTEX_TRYLOCK_PI 8
#define FUTEX_WAIT_BITSET 9
#define FUTEX_WAKE_BITSET 10
#define FUTEX_LOCK_PI2 13

/** Flags of the operation */
#define FUTEX_PRIVATE_FLAG 128
#define FUTEX_CLOCK_REALTIME 256

/** The word of a lock: number of the thread that has it, and two bits */
#define FUTEX_WAITERS 0x80000000U
#define FUTEX_OWNER_DIED 0x40000000U
#define FUTEX_TID_MASK 0x3fffffffU

/** Wakes up to `count` threads that wait for a word. @return how many */
int uk_futex_wake(__uptr address, unsigned int count);

/** The locks that an ending thread has not given back go to those who wait, marked
 *  as OWNER_DIED: those of its robust list, and those of the PI kind
 */
void uk_futex_thread_exit(struct posix_thread *pt);

#ifdef __cplusplus
}
#endif

#endif /* __UK_FUTEX_H__ */
