/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: dirent/seek_rewind
 * Stays where it is. */
#include <dirent.h>

void __wrap_rewinddir(DIR *dir)
{
	(void)dir;
}
