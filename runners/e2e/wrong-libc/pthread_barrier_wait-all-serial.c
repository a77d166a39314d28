/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/barrier
 * Tells every thread that it is the one. */
#include <pthread.h>

int __real_pthread_barrier_wait(pthread_barrier_t *barrier);

int __wrap_pthread_barrier_wait(pthread_barrier_t *barrier)
{
	__real_pthread_barrier_wait(barrier);
	return PTHREAD_BARRIER_SERIAL_THREAD;
}
