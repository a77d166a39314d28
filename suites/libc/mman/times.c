/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mmap: mapping a file marks its access time for update, writing to a shared mapping the times of change, by the next msync() */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <sys/mman.h>
#include <sys/stat.h>

#define LONG_AGO 1000000000

static void set_back(int fd)
{
	struct timespec times[2] = {{.tv_sec = LONG_AGO}, {.tv_sec = LONG_AGO}};

	CHECK_INT(futimens(fd, times), 0);
}

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct stat now;
	char *p;
	int fd;

	files_enter();
	REQUIRE((fd = open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	REQUIRE(ftruncate(fd, (off_t)page) == 0);
	set_back(fd);
	p = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	REQUIRE(p != MAP_FAILED);
	CHECK_INT(fstat(fd, &now), 0);
	CHECK(now.st_atime > LONG_AGO);
	CHECK_INT(now.st_mtime, LONG_AGO);
	p[0] = 'x';
	CHECK_INT(msync(p, page, MS_SYNC), 0);
	CHECK_INT(fstat(fd, &now), 0);
	CHECK(now.st_mtime > LONG_AGO);
	CHECK(now.st_ctime > LONG_AGO);
	CHECK_INT(munmap(p, page), 0);
	return check_status();
}
