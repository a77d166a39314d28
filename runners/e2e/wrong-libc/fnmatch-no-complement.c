/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: fnmatch/brackets
 * Takes an exclamation mark for itself. */
#include <fnmatch.h>
#include <string.h>

int __real_fnmatch(const char *pattern, const char *s, int flags);

int __wrap_fnmatch(const char *pattern, const char *s, int flags)
{
	char copy[200] = "", *at;

	strncat(copy, pattern, sizeof(copy) - 1);
	for (at = copy; (at = strstr(at, "[!")) != NULL; at++)
		at[1] = '.';
	return __real_fnmatch(copy, s, flags);
}
