/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/spin
 * Is never busy. */
#include <pthread.h>

int __wrap_pthread_spin_trylock(pthread_spinlock_t *lock)
{
	*lock = 16;
	return 0;
}
