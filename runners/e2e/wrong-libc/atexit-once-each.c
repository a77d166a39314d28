/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/atexit_order
 * Registers a function once only. */
int __real_atexit(void (*function)(void));

int __wrap_atexit(void (*function)(void))
{
	static void (*last)(void);

	if (function == last)
		return 0;
	last = function;
	return __real_atexit(function);
}
