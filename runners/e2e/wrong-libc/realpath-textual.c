/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stat/realpath
 * Resolves nothing but a leading dot. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *__wrap_realpath(const char *path, char *out)
{
	char *to = out ? out : malloc(PATH_MAX);

	if (!path || !to || (path[0] != '/' && !getcwd(to, PATH_MAX - strlen(path) - 2)))
		return NULL;
	if (path[0] == '/')
		return strcpy(to, path);
	if (strcmp(path, "."))
		strcat(strcat(to, "/"), path);
	return to;
}
