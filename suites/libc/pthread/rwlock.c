/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX pthread_rwlock_*: many readers or one writer, try, busy, timeouts, statically and dynamically made */
#define _XOPEN_SOURCE 700
#include "threading.h"

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t together;

static void *reads_with_another(void *arg)
{
	(void)arg;
	CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
	pthread_barrier_wait(&together); /* only when both hold it */
	CHECK_INT(pthread_rwlock_trywrlock(&lock), EBUSY);
	pthread_barrier_wait(&together);
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	return NULL;
}

static void *while_written(void *arg)
{
	struct timespec soon = after_ms(CLOCK_REALTIME, 10), past = after_ms(CLOCK_REALTIME, -10);

	(void)arg;
	CHECK_INT(pthread_rwlock_tryrdlock(&lock), EBUSY);
	CHECK_INT(pthread_rwlock_trywrlock(&lock), EBUSY);
	CHECK_INT(pthread_rwlock_timedrdlock(&lock, &soon), ETIMEDOUT);
	CHECK(is_past(CLOCK_REALTIME, soon));
	CHECK_INT(pthread_rwlock_timedwrlock(&lock, &past), ETIMEDOUT);
	return NULL;
}

static void *writes_when_free(void *arg)
{
	CHECK_INT(pthread_rwlock_wrlock(&lock), 0);
	CHECK_INT(*(int *)arg, 1);
	*(int *)arg = 2;
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	return NULL;
}

int main(void)
{
	struct timespec past = after_ms(CLOCK_REALTIME, -10);
	pthread_t a, b;
	int stage = 0;

	REQUIRE(pthread_barrier_init(&together, NULL, 2) == 0);
	a = start_thread(reads_with_another, NULL);
	b = start_thread(reads_with_another, NULL);
	join_thread(a);
	join_thread(b);
	CHECK_INT(pthread_rwlock_wrlock(&lock), 0);
	join_thread(start_thread(while_written, NULL));
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
	a = start_thread(writes_when_free, &stage);
	sleep_ms(10);
	stage = 1;
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	join_thread(a);
	CHECK_INT(stage, 2);
	CHECK_INT(pthread_rwlock_timedwrlock(&lock, &past), 0); /* free: no matter when */
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	CHECK_INT(pthread_rwlock_destroy(&lock), 0);
	CHECK_INT(pthread_rwlock_init(&lock, NULL), 0);
	CHECK_INT(pthread_rwlock_tryrdlock(&lock), 0);
	CHECK_INT(pthread_rwlock_tryrdlock(&lock), 0);
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	CHECK_INT(pthread_rwlock_trywrlock(&lock), 0);
	CHECK_INT(pthread_rwlock_unlock(&lock), 0);
	CHECK_INT(pthread_rwlock_destroy(&lock), 0);
	return check_status();
}
