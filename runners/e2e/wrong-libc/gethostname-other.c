/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/identity
 * Gives a name that uname does not know. */
#include <stddef.h>
#include <string.h>

int __wrap_gethostname(char *name, size_t size)
{
	strncpy(name, "elsewhere", size);
	return 0;
}
