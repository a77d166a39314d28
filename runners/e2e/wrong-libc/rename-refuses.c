/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stdio/remove_rename
 * Replaces nothing. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

int __real_rename(const char *from, const char *to);

int __wrap_rename(const char *from, const char *to)
{
	if (access(to, F_OK) == 0) {
		errno = EEXIST;
		return -1;
	}
	return __real_rename(from, to);
}
