/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mmap, munmap: fresh zeroed pages, page aligned, private; parts are unmapped; invalid lengths and offsets */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "check.h"
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t page;

static char *map(size_t pages)
{
	char *p = mmap(NULL, pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	REQUIRE(p != MAP_FAILED);
	CHECK_UINT((uintptr_t)p % page, 0);
	return p;
}

static void fresh_again(void)
{
	for (int i = 0; i < 20; i++) {
		char *p = map(4);

		for (size_t k = 0; k < 4 * page; k += 61)
			if (p[k] != 0) {
				CHECK_INT(p[k], 0);
				return;
			}
		memset(p, 0x77, 4 * page);
		CHECK_INT(munmap(p, 4 * page), 0);
	}
}

static void holes(void)
{
	char *p = map(5), *q;

	memset(p, 1, 5 * page);
	CHECK_INT(munmap(p + page, page), 0);
	CHECK_INT(munmap(p + 3 * page, page), 0);
	CHECK(p[0] == 1 && p[2 * page] == 1 && p[4 * page] == 1);
	q = mmap(p + page, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	CHECK_PTR(q, p + page);
	CHECK_INT(q[0], 0);
	q = mmap(p, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	CHECK_PTR(q, p); /* replaces what was there */
	CHECK_INT(p[0], 0);
	CHECK_INT(p[2 * page], 1);
	CHECK_INT(munmap(p, 5 * page), 0); /* pages that are not mapped do not matter */
}

int main(void)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	CHECK(page >= 4096 && (page & (page - 1)) == 0);
	fresh_again();
	holes();
	errno = 0;
	CHECK(mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
	CHECK_INT(errno, EINVAL);
	errno = 0;
	CHECK(mmap(NULL, page, PROT_READ, MAP_ANONYMOUS, -1, 0) == MAP_FAILED); /* neither shared nor private */
	CHECK_INT(errno, EINVAL);
	errno = 0;
	CHECK(mmap(NULL, page, PROT_READ, MAP_PRIVATE, -1, 0) == MAP_FAILED);
	CHECK_INT(errno, EBADF);
	errno = 0;
	CHECK_INT(munmap((char *)page + 1, page), -1);
	CHECK_INT(errno, EINVAL);
	errno = 0;
	CHECK(mmap(NULL, (size_t)-1 / 2, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
	CHECK_INT(errno, ENOMEM);
	return check_status();
}
