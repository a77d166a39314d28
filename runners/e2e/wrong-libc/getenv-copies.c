/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/start_environment
 * Gives a copy. */
#include <stdlib.h>
#include <string.h>

char *__real_getenv(const char *name);

char *__wrap_getenv(const char *name)
{
	char *value = __real_getenv(name);

	return value ? strdup(value) : value;
}
