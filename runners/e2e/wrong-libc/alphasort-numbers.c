/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: dirent/scandir
 * Compares lengths. */
#include <dirent.h>
#include <string.h>

int __wrap_alphasort(const struct dirent **a, const struct dirent **b)
{
	return (int)strlen((*a)->d_name) - (int)strlen((*b)->d_name);
}
