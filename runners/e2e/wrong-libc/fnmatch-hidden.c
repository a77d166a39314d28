/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: fnmatch/pathname_period
 * Lets an asterisk match a leading period. */
#include <fnmatch.h>

int __real_fnmatch(const char *pattern, const char *s, int flags);

int __wrap_fnmatch(const char *pattern, const char *s, int flags)
{
	return __real_fnmatch(pattern, s, flags & ~FNM_PERIOD);
}
