/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stat/vector_io
 * Moves the offset. */
#include <unistd.h>

ssize_t __wrap_pread(int fd, void *data, size_t len, off_t offset)
{
	return lseek(fd, offset, SEEK_SET) < 0 ? -1 : read(fd, data, len);
}
