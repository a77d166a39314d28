/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/configuration
 * Does not count the null. */
#include <unistd.h>

size_t __real_confstr(int name, char *text, size_t size);

size_t __wrap_confstr(int name, char *text, size_t size)
{
	size_t needed = __real_confstr(name, text, size);

	return needed ? needed - 1 : 0;
}
