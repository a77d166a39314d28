/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/detach
 * Changes nothing. */
#include <pthread.h>

int __wrap_pthread_attr_setdetachstate(pthread_attr_t *attr, int state)
{
	(void)attr;
	(void)state;
	return 0;
}
