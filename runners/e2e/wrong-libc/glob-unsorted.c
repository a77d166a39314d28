/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: glob/sorted_names
 * Gives names in the order of the folder, backwards. */
#include <glob.h>

int __real_glob(const char *pattern, int flags, int (*error)(const char *, int), glob_t *g);

int __wrap_glob(const char *pattern, int flags, int (*error)(const char *, int), glob_t *g)
{
	int status = __real_glob(pattern, flags, error, g);
	size_t i;

	for (i = 0; status == 0 && i < g->gl_pathc / 2; i++) {
		char *other = g->gl_pathv[g->gl_pathc - 1 - i];

		g->gl_pathv[g->gl_pathc - 1 - i] = g->gl_pathv[i];
		g->gl_pathv[i] = other;
	}
	return status;
}
