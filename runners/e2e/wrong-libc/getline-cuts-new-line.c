/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/getline
 * Leaves the new line out. */
#include <stdio.h>

ssize_t __real_getline(char **line, size_t *size, FILE *stream);

ssize_t __wrap_getline(char **line, size_t *size, FILE *stream)
{
	ssize_t len = __real_getline(line, size, stream);

	if (len > 0 && (*line)[len - 1] == '\n')
		(*line)[--len] = 0;
	return len;
}
