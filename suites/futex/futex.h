/* SPDX-License-Identifier: BSD-3-Clause */
/* The system call futex(2) of Linux as the cases of the suite call it. */
#ifndef __SUITE_FUTEX_H__
#define __SUITE_FUTEX_H__

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define FUTEX_WAIT 0
#define FUTEX_WAKE 1
#define FUTEX_REQUEUE 3
#define FUTEX_CMP_REQUEUE 4
#define FUTEX_LOCK_PI 6
#define FUTEX_UNLOCK_PI 7
#define FUTEX_TRYLOCK_PI 8
#define FUTEX_WAIT_BITSET 9
#define FUTEX_WAKE_BITSET 10
#define FUTEX_PRIVATE 128
#define FUTEX_REALTIME 256

#define WAITERS 0x80000000U
#define OWNER_DIED 0x40000000U

/** @return result, or a negative errno */
static inline long futex(volatile void *word, int op, unsigned int value,
			 const void *timeout, volatile void *word2,
			 unsigned int value3)
{
	long rc = syscall(SYS_futex, word, op, value, timeout, word2, value3);

	return rc < 0 ? -errno : rc;
}

static inline long futex_wake(volatile void *word, unsigned int count)
{
	return futex(word, FUTEX_WAKE, count, NULL, NULL, 0);
}

/** A thread that waits once, and with what result it came back */
struct waiter {
	pthread_t thread;
	volatile uint32_t *word;
	uint32_t bits;
	long rc; /* 1: waits */
};

/** Starts it; it waits when this returns */
void begin_wait(struct waiter *w, volatile uint32_t *word, uint32_t bits);

/** Ends it. @return the result of its wait */
long end_wait(struct waiter *w);

#endif /* __SUITE_FUTEX_H__ */
