/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stat/file_status stat/times
 * Follows symbolic links. */
#include <sys/stat.h>

int __wrap_lstat(const char *path, struct stat *st)
{
	return stat(path, st);
}
