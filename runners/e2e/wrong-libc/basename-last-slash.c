/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: misc/path_names
 * Takes what is behind the last slash. */
#include <string.h>

char *__wrap_basename(char *path)
{
	char *slash = path ? strrchr(path, '/') : 0;

	return slash ? slash + 1 : path ? path : (char *)".";
}
