/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX posix_madvise, mlock, munlock, msync: contents are never changed by them, ranges that are not mapped are ENOMEM */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "check.h"
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
	static const int advice[] = {POSIX_MADV_NORMAL, POSIX_MADV_SEQUENTIAL, POSIX_MADV_RANDOM, POSIX_MADV_WILLNEED, POSIX_MADV_DONTNEED};
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p = mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	REQUIRE(p != MAP_FAILED);
	memset(p, 7, 4 * page);
	for (unsigned i = 0; i < sizeof(advice) / sizeof(*advice); i++) {
		CHECK_INT(posix_madvise(p, 4 * page, advice[i]), 0);
		for (size_t k = 0; k < 4 * page; k += 509)
			CHECK_INT(p[k], 7);
	}
	if (mlock(p, 2 * page) == 0)
		CHECK_INT(munlock(p, 2 * page), 0);
	else
		CHECK(errno == EPERM || errno == ENOMEM || errno == EAGAIN || errno == ENOSYS);
	CHECK_INT(msync(p, 4 * page, MS_ASYNC), 0);
	CHECK_INT(p[3 * page], 7);
	CHECK_INT(munmap(p + page, page), 0);
	errno = 0;
	CHECK_INT(msync(p, 4 * page, MS_SYNC), -1);
	CHECK_INT(errno, ENOMEM);
	errno = 0;
	CHECK_INT(msync(p + 1, page, MS_SYNC), -1);
	CHECK_INT(errno, EINVAL);
	return check_status();
}
