/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/cond_signal_broadcast
 * Comes back without the mutex. */
#include <pthread.h>

int __real_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex);

int __wrap_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)
{
	int status = __real_pthread_cond_wait(cond, mutex);

	pthread_mutex_unlock(mutex);
	return status;
}
