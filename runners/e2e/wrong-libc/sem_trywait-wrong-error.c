/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: sem/unnamed
 * Says EBUSY as a mutex does. */
#include <errno.h>
#include <semaphore.h>

int __real_sem_trywait(sem_t *sem);

int __wrap_sem_trywait(sem_t *sem)
{
	int status = __real_sem_trywait(sem);

	if (status)
		errno = EBUSY;
	return status;
}
