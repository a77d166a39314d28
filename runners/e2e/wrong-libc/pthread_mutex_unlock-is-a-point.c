/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/no_cancellation_point
 * Acts on a request for cancellation. */
#include <pthread.h>

int __real_pthread_mutex_unlock(pthread_mutex_t *mutex);

int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex)
{
	int status = __real_pthread_mutex_unlock(mutex);

	pthread_testcancel();
	return status;
}
