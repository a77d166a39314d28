/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/exit_order
 * Calls in the order of registration. */
#include <stdlib.h>

static void (*functions[64])(void);
static int count;
int __real_atexit(void (*function)(void));

static void call_all(void)
{
	int i;

	for (i = 0; i < count; i++)
		functions[i]();
}

int __wrap_atexit(void (*function)(void))
{
	if (!count)
		__real_atexit(call_all);
	functions[count++] = function;
	return 0;
}
