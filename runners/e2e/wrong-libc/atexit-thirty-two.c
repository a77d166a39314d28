/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/atexit_many
 * Has room for 32 functions. */
int __real_atexit(void (*function)(void));

int __wrap_atexit(void (*function)(void))
{
	static int count;

	return ++count > 32 ? -1 : __real_atexit(function);
}
