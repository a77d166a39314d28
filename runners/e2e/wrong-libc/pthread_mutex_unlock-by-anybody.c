/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/mutex_types
 * Does not ask who the owner is. */
#include <pthread.h>

int __real_pthread_mutex_unlock(pthread_mutex_t *mutex);

int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex)
{
	__real_pthread_mutex_unlock(mutex);
	return 0;
}
