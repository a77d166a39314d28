/* SPDX-License-Identifier: BSD-3-Clause */
/* Linux madvise(2), mincore(2); POSIX.1-2017 mlock(). */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>

#include "expect.h"

#define PAGE 4096UL

int main(void)
{
	unsigned char in[4];
	char *p = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	p[0] = 1;
	p[2 * PAGE] = 2;
	EXPECT(mincore(p, 4 * PAGE, in) == 0);
	EXPECT((in[0] & 1) && !(in[1] & 1) && (in[2] & 1) && !(in[3] & 1));
	EXPECT(madvise(p, PAGE, MADV_DONTNEED) == 0);
	EXPECT(p[0] == 0 && p[2 * PAGE] == 2);
	EXPECT(madvise(p, PAGE, 12345) == -1 && errno == EINVAL);
	EXPECT(posix_madvise(p, PAGE, POSIX_MADV_SEQUENTIAL) == 0);
	EXPECT(mlock(p + PAGE, PAGE) == 0 && munlock(p + PAGE, PAGE) == 0);
	EXPECT(mincore(p, 4 * PAGE, in) == 0 && (in[1] & 1));
	munmap(p + 3 * PAGE, PAGE);
	EXPECT(mincore(p, 4 * PAGE, in) == -1 && errno == ENOMEM);
	EXPECT(mlock(p, 4 * PAGE) == -1 && errno == ENOMEM);
	return EXPECT_STATUS();
}
