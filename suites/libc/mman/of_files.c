/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mmap of a file: private copies stay private, shared ones reach the file and each other, msync; the tail of the last page is zero */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <errno.h>
#include <sys/mman.h>

static size_t page;

static char *map(int fd, size_t len, int prot, int flags, off_t offset)
{
	char *p = mmap(NULL, len, prot, flags, fd, offset);

	REQUIRE(p != MAP_FAILED);
	return p;
}

static void private_copy(int fd)
{
	char *p = map(fd, 10, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0), text[6];

	CHECK_MEM(p, "hello", 5);
	for (size_t i = 5; i < page; i++)
		if (p[i] != 0) {
			CHECK_INT(p[i], 0);
			break;
		}
	p[0] = 'J';
	CHECK_INT(pread(fd, text, 5, 0), 5);
	CHECK_MEM(text, "hello", 5);
	CHECK_INT(munmap(p, 10), 0);
}

static void shared(int fd)
{
	char *p = map(fd, 2 * page, PROT_READ | PROT_WRITE, MAP_SHARED, 0), *q, text[6];

	CHECK_INT(ftruncate(fd, (off_t)(2 * page)), 0);
	q = map(fd, page, PROT_READ, MAP_SHARED, (off_t)page);
	p[1] = 'u';
	p[page + 3] = 'z';
	CHECK_INT(q[3], 'z'); /* the same page seen twice */
	CHECK_INT(msync(p, 2 * page, MS_SYNC), 0);
	CHECK_INT(pread(fd, text, 5, 0), 5);
	CHECK_MEM(text, "hullo", 5);
	CHECK_INT(pwrite(fd, "C", 1, 0), 1);
	CHECK_INT(p[0], 'C'); /* and back */
	CHECK_INT(munmap(q, page), 0);
	CHECK_INT(close(fd), 0);
	CHECK_INT(p[4], 'o'); /* the mapping outlives the descriptor */
	CHECK_INT(munmap(p, 2 * page), 0);
}

int main(void)
{
	int fd, read_only;

	page = (size_t)sysconf(_SC_PAGESIZE);
	files_enter();
	files_put("file", "hello");
	REQUIRE((fd = open("file", O_RDWR)) >= 0);
	REQUIRE((read_only = open("file", O_RDONLY)) >= 0);
	errno = 0;
	CHECK(mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, read_only, 0) == MAP_FAILED);
	CHECK_INT(errno, EACCES);
	errno = 0;
	CHECK(mmap(NULL, page, PROT_READ, MAP_PRIVATE, read_only, 1) == MAP_FAILED);
	CHECK_INT(errno, EINVAL);
	private_copy(fd);
	private_copy(read_only); /* writing to the copy needs no right to write */
	shared(fd);
	return check_status();
}
