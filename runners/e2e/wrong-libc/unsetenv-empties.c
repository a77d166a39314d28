/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: env/unsetenv env/putenv
 * Empties the value and leaves the name. */
#include <stdlib.h>

int __real_unsetenv(const char *name);

int __wrap_unsetenv(const char *name)
{
	return getenv(name) ? setenv(name, "", 1) : __real_unsetenv(name);
}
