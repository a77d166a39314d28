/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pipe/blocking_threads stat/truncate
 * Loses the last byte of what it reads. */
#include <unistd.h>

ssize_t __real_read(int fd, void *data, size_t len);

ssize_t __wrap_read(int fd, void *data, size_t len)
{
	ssize_t n = __real_read(fd, data, len);

	return n > 1 ? n - 1 : n;
}
