/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: sem/interrupted
 * Counts double. */
#include <semaphore.h>

int __real_sem_post(sem_t *sem);

int __wrap_sem_post(sem_t *sem)
{
	__real_sem_post(sem);
	return __real_sem_post(sem);
}
