/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/specific_data pthread/specific_destructors regression/cancel_pending_at_exit
 * Forgets the destructor. */
#include <pthread.h>
#include <stddef.h>

int __real_pthread_key_create(pthread_key_t *key, void (*destructor)(void *));

int __wrap_pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
	(void)destructor;
	return __real_pthread_key_create(key, NULL);
}
