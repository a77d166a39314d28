/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 mmap(), munmap(), mprotect(), msync(): ERRORS. */
#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "expect.h"

#define PAGE 4096UL
#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)

static int fails(void *p, int error)
{
	return p == MAP_FAILED && errno == error;
}

int main(void)
{
	char *p = mmap(NULL, 2 * PAGE, PROT_READ, ANON, -1, 0);

	EXPECT(fails(mmap(NULL, 0, PROT_READ, ANON, -1, 0), EINVAL));
	EXPECT(fails(mmap(NULL, PAGE, PROT_READ, MAP_ANONYMOUS, -1, 0), EINVAL));
	EXPECT(fails(mmap(p + 1, PAGE, PROT_READ, ANON | MAP_FIXED, -1, 0),
		     EINVAL));
	EXPECT(fails(mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, -1, 0), EBADF));
	EXPECT(fails(mmap(NULL, SIZE_MAX - PAGE, PROT_READ, ANON, -1, 0),
		     ENOMEM));
	EXPECT(munmap(p + 1, PAGE) == -1 && errno == EINVAL);
	EXPECT(munmap(p, 0) == -1 && errno == EINVAL);
	EXPECT(munmap(p + PAGE, PAGE) == 0);
	EXPECT(mprotect(p, 2 * PAGE, PROT_READ) == -1 && errno == ENOMEM);
	EXPECT(msync(p, 2 * PAGE, MS_SYNC) == -1 && errno == ENOMEM);
	EXPECT(msync(p, PAGE, MS_SYNC | MS_ASYNC) == -1 && errno == EINVAL);
	EXPECT(msync(p, PAGE, MS_SYNC) == 0);
	/* what faults in the kernel is EFAULT */
	EXPECT(write(1, p + PAGE, 1) == -1 && errno == EFAULT);
	return EXPECT_STATUS();
}
