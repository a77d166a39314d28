/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: dirent/read_all
 * Skips every hundredth entry. */
#include <dirent.h>

struct dirent *__real_readdir(DIR *dir);

struct dirent *__wrap_readdir(DIR *dir)
{
	static int calls;

	if (++calls % 100 == 0)
		__real_readdir(dir);
	return __real_readdir(dir);
}
