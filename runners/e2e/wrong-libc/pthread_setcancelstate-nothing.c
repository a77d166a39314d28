/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/cancel_deferred pthread/cancel_asynchronous
 * Leaves cancellation enabled. */
#include <pthread.h>

int __wrap_pthread_setcancelstate(int state, int *old)
{
	(void)state;
	if (old)
		*old = PTHREAD_CANCEL_ENABLE;
	return 0;
}
