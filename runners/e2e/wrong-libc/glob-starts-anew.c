/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: glob/append_and_offsets
 * Does not append. */
#include <glob.h>

int __real_glob(const char *pattern, int flags, int (*error)(const char *, int), glob_t *g);

int __wrap_glob(const char *pattern, int flags, int (*error)(const char *, int), glob_t *g)
{
	return __real_glob(pattern, flags & ~GLOB_APPEND, error, g);
}
