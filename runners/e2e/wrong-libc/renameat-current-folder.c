/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stat/at_functions
 * Takes names from the current folder. */
#include <stdio.h>

int __wrap_renameat(int from_dir, const char *from, int to_dir, const char *to)
{
	(void)from_dir;
	(void)to_dir;
	return rename(from, to);
}
