/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/cleanup_handlers
 * Handlers are not called when they are popped. */
#include <pthread.h>

void __real__pthread_cleanup_pop(struct __ptcb *cb, int run);

void __wrap__pthread_cleanup_pop(struct __ptcb *cb, int run)
{
	(void)run;
	__real__pthread_cleanup_pop(cb, 0);
}
