/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: env/setenv_many
 * Cuts values at 512 bytes. */
#include <string.h>

int __real_setenv(const char *name, const char *value, int overwrite);

int __wrap_setenv(const char *name, const char *value, int overwrite)
{
	char cut[513] = "";

	strncpy(cut, value, 512);
	return __real_setenv(name, cut, overwrite);
}
