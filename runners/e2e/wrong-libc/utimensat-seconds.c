/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stat/times
 * Drops the nanoseconds. */
#include <fcntl.h>
#include <sys/stat.h>

int __real_utimensat(int dir, const char *path, const struct timespec times[2], int flags);

int __wrap_utimensat(int dir, const char *path, const struct timespec times[2], int flags)
{
	struct timespec cut[2];

	if (!times || times[0].tv_nsec >= UTIME_NOW || times[1].tv_nsec >= UTIME_OMIT)
		return __real_utimensat(dir, path, times, flags);
	cut[0].tv_sec = times[0].tv_sec;
	cut[1].tv_sec = times[1].tv_sec;
	cut[0].tv_nsec = cut[1].tv_nsec = 0;
	return __real_utimensat(dir, path, cut, flags);
}
