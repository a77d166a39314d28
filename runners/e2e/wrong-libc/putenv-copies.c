/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: env/putenv
 * Keeps a copy of the string. */
#include <stdlib.h>
#include <string.h>

int __real_putenv(char *entry);

int __wrap_putenv(char *entry)
{
	return __real_putenv(strdup(entry));
}
