/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/mkstemp
 * Lets others read the file. */
#include <stdlib.h>
#include <sys/stat.h>

int __real_mkstemp(char *name);

int __wrap_mkstemp(char *name)
{
	int fd = __real_mkstemp(name);

	fchmod(fd, 0644);
	return fd;
}
