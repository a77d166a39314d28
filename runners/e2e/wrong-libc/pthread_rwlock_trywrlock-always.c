/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/rwlock
 * Says that it got the lock. */
#include <pthread.h>

int __real_pthread_rwlock_trywrlock(pthread_rwlock_t *lock);

int __wrap_pthread_rwlock_trywrlock(pthread_rwlock_t *lock)
{
	__real_pthread_rwlock_trywrlock(lock);
	return 0;
}
