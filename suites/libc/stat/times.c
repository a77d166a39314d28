/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX utimensat, futimens, utimes: both times to the nanosecond, UTIME_NOW, UTIME_OMIT, links themselves; writing marks the time */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <sys/time.h>
#include <time.h>

static struct stat status(const char *path)
{
	struct stat st;

	memset(&st, 0, sizeof(st));
	CHECK_INT(lstat(path, &st), 0);
	return st;
}

static void expect(const char *path, long atime, long atime_ns, long mtime, long mtime_ns)
{
	struct stat st = status(path);

	CHECK_INT(st.st_atim.tv_sec, atime);
	CHECK_INT(st.st_atim.tv_nsec, atime_ns);
	CHECK_INT(st.st_mtim.tv_sec, mtime);
	CHECK_INT(st.st_mtim.tv_nsec, mtime_ns);
}

static void omit_and_now(void)
{
	struct timespec omit[2] = {{0, UTIME_OMIT}, {7, 8}}, now[2] = {{0, UTIME_NOW}, {0, UTIME_OMIT}};
	struct timespec bad[2] = {{0, 0}, {0, 1000000000}};
	time_t before = time(NULL);

	CHECK_INT(utimensat(AT_FDCWD, "file", omit, 0), 0);
	expect("file", 1000000000, 123456789, 7, 8);
	CHECK_INT(utimensat(AT_FDCWD, "file", now, 0), 0);
	CHECK(status("file").st_atim.tv_sec >= before - 1);
	CHECK_INT(status("file").st_mtim.tv_sec, 7);
	errno = 0;
	CHECK_INT(utimensat(AT_FDCWD, "file", bad, 0), -1);
	CHECK_INT(errno, EINVAL);
	CHECK_INT(utimensat(AT_FDCWD, "file", NULL, 0), 0);
	CHECK(status("file").st_mtim.tv_sec >= before - 1);
}

int main(void)
{
	struct timespec times[2] = {{1000000000, 123456789}, {2000000000, 987654321}};
	struct timespec of_link[2] = {{11, 12}, {13, 14}};
	struct timeval old[2] = {{100, 5}, {200, 6}};
	int fd;

	files_enter();
	files_put("file", "x");
	REQUIRE(symlink("file", "link") == 0);
	CHECK_INT(utimensat(AT_FDCWD, "file", times, 0), 0);
	expect("file", 1000000000, 123456789, 2000000000, 987654321);
	CHECK_INT(utimensat(AT_FDCWD, "link", of_link, AT_SYMLINK_NOFOLLOW), 0);
	expect("link", 11, 12, 13, 14);
	expect("file", 1000000000, 123456789, 2000000000, 987654321);
	omit_and_now();
	REQUIRE((fd = open("file", O_RDWR)) >= 0);
	CHECK_INT(futimens(fd, of_link), 0);
	expect("file", 11, 12, 13, 14);
	CHECK_INT(write(fd, "y", 1), 1);
	CHECK(status("file").st_mtim.tv_sec > 13); /* writing marks it */
	CHECK_INT(close(fd), 0);
	CHECK_INT(utimes("file", old), 0);
	expect("file", 100, 5000, 200, 6000);
	errno = 0;
	CHECK_INT(utimensat(AT_FDCWD, "absent", times, 0), -1);
	CHECK_INT(errno, ENOENT);
	return check_status();
}
