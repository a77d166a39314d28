/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stat/temporary
 * Makes a folder that all may read. */
#include <stdlib.h>
#include <sys/stat.h>

char *__real_mkdtemp(char *name);

char *__wrap_mkdtemp(char *name)
{
	char *made = __real_mkdtemp(name);

	if (made)
		chmod(made, 0755);
	return made;
}
