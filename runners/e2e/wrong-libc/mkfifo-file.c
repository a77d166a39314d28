/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pipe/fifo
 * Makes a regular file of any mode. */
#include <fcntl.h>
#include <unistd.h>

int __wrap_mkfifo(const char *path, mode_t mode)
{
	int fd = open(path, O_CREAT | O_EXCL | O_WRONLY, mode | 1);

	return fd < 0 ? -1 : close(fd);
}
