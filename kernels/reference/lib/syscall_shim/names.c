/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of system calls, for messages. */
#include <uk/syscall.h>

#define NAME(nr, name) [nr] = #name,
static const char *const names[] = { UK_SYSCALL_LIST(NAME) };

const char *uk_syscall_name(long nr)
{
	return nr >= 0 && nr < (long)ARRAY_SIZE(names) ? names[nr] : NULL;
}
