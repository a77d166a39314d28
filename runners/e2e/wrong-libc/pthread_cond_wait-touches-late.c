/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: regression/cond_destroy_reuse
 * Waiters write to the condition after its destruction. */
#include <pthread.h>
#include <stdint.h>

int __real_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex);

int __wrap_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)
{
	int status = __real_pthread_cond_wait(cond, mutex);

	((volatile unsigned char *)cond)[3] = 7;
	return status;
}
