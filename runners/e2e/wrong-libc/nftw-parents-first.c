/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: dirent/tree_walk
 * Knows no FTW_DEPTH. */
#include <ftw.h>

int __real_nftw(const char *path, int (*visit)(const char *, const struct stat *, int, struct FTW *), int fds, int flags);

int __wrap_nftw(const char *path, int (*visit)(const char *, const struct stat *, int, struct FTW *), int fds, int flags)
{
	return __real_nftw(path, visit, fds, flags & ~FTW_DEPTH);
}
