/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/fdopen
 * Goes to the start of the file. */
#include <stdio.h>
#include <unistd.h>

FILE *__real_fdopen(int fd, const char *mode);

FILE *__wrap_fdopen(int fd, const char *mode)
{
	lseek(fd, 0, SEEK_SET);
	return __real_fdopen(fd, mode);
}
