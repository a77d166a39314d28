/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: dirent/make_remove
 * Removes what is no folder, too. */
#include <stdio.h>

int __wrap_rmdir(const char *path)
{
	return remove(path);
}
