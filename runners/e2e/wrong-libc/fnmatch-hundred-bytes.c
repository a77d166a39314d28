/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: fnmatch/many_stars
 * Compares the first hundred bytes of the string. */
#include <fnmatch.h>
#include <stdio.h>

int __real_fnmatch(const char *pattern, const char *s, int flags);

int __wrap_fnmatch(const char *pattern, const char *s, int flags)
{
	char head[101];

	snprintf(head, sizeof(head), "%s", s);
	return __real_fnmatch(pattern, head, flags);
}
