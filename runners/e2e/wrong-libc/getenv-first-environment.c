/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: env/environ
 * Looks at the environment that the program started with. */
#include <stddef.h>
#include <string.h>

extern char **environ;

char *__wrap_getenv(const char *name)
{
	static char **start;
	char **entry;
	size_t len = strlen(name);

	if (!start)
		start = environ;
	for (entry = start; *entry; entry++)
		if (!strncmp(*entry, name, len) && (*entry)[len] == '=')
			return *entry + len + 1;
	return NULL;
}
