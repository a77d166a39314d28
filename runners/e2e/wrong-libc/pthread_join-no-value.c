/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/create_join
 * Forgets what the thread returned. */
#include <pthread.h>
#include <stddef.h>

int __real_pthread_join(pthread_t thread, void **value);

int __wrap_pthread_join(pthread_t thread, void **value)
{
	(void)value;
	return __real_pthread_join(thread, NULL);
}
