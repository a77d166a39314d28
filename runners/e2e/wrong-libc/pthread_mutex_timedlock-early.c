/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/mutex_timedlock pthread/mutex_types
 * Does not wait. */
#include <errno.h>
#include <pthread.h>
#include <time.h>

int __wrap_pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *until)
{
	(void)until;
	return pthread_mutex_trylock(mutex) == EBUSY ? ETIMEDOUT : 0;
}
