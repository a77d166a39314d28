/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX shm_open, shm_unlink: an object by name, sized by ftruncate, seen through two mappings, gone by name but not in use */
#define _XOPEN_SOURCE 700
#include "check.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct stat st;
	char name[40], *a, *b;
	int fd, again;

	snprintf(name, sizeof(name), "/ukmatrix-shm-%ld", (long)getpid());
	fd = shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0600);
	REQUIRE(fd >= 0);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_INT(ftruncate(fd, (off_t)page), 0);
	errno = 0;
	CHECK_INT(shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0600), -1);
	CHECK_INT(errno, EEXIST);
	again = shm_open(name, O_RDWR, 0);
	REQUIRE(again >= 0);
	CHECK_INT(fstat(again, &st), 0);
	CHECK_INT(st.st_size, page);
	a = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	b = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, again, 0);
	REQUIRE(a != MAP_FAILED && b != MAP_FAILED);
	CHECK(a != b);
	CHECK_INT(a[100], 0);
	strcpy(a, "shared");
	CHECK_STR(b, "shared");
	CHECK_INT(shm_unlink(name), 0);
	errno = 0;
	CHECK_INT(shm_open(name, O_RDWR, 0), -1);
	CHECK_INT(errno, ENOENT);
	CHECK_INT(shm_unlink(name), -1);
	CHECK_INT(close(fd), 0);
	strcpy(b, "still");
	CHECK_STR(a, "still");
	CHECK_INT(munmap(a, page), 0);
	CHECK_STR(b, "still");
	CHECK_INT(munmap(b, page), 0);
	CHECK_INT(close(again), 0);
	return check_status();
}
