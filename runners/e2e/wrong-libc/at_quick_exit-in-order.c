/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/quick_exit
 * Calls in the order of registration. */
static void (*functions[32])(void);
static int count;
int __real_at_quick_exit(void (*function)(void));

static void call_all(void)
{
	int i;

	for (i = 0; i < count; i++)
		functions[i]();
}

int __wrap_at_quick_exit(void (*function)(void))
{
	if (!count)
		__real_at_quick_exit(call_all);
	functions[count++] = function;
	return 0;
}
