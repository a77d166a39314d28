/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pthread/atfork_registration
 * Calls the handler at once. */
int __wrap_pthread_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void))
{
	(void)parent;
	(void)child;
	if (prepare)
		prepare();
	return 0;
}
