/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/mutex_protocol
 * Refuses no protocol. */
#include <pthread.h>

int __wrap_pthread_mutexattr_setprotocol(pthread_mutexattr_t *attr, int protocol)
{
	(void)attr;
	(void)protocol;
	return 0;
}
