/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 setrlimit(), RLIMIT_AS: mappings and break end there, ENOMEM. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "expect.h"

#define MIB (1UL << 20)

int main(void)
{
	int fd = open("file", O_RDWR | O_CREAT, 0600);
	struct rlimit limit;
	unsigned int maps = 0;
	void *p;

	EXPECT(getrlimit(RLIMIT_AS, &limit) == 0);
	limit.rlim_cur = 64 * MIB;
	EXPECT(setrlimit(RLIMIT_AS, &limit) == 0);
	EXPECT(mmap(NULL, 64 * MIB, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		    0) == MAP_FAILED && errno == ENOMEM);
	/* what is refused takes nothing */
	for (int i = 0; i < 3; i++)
		EXPECT(mmap(NULL, 40 * MIB, PROT_READ, MAP_PRIVATE, fd,
			    -4096) == MAP_FAILED);
	p = mmap(NULL, 40 * MIB, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	EXPECT(p != MAP_FAILED && munmap(p, 40 * MIB) == 0);
	while (mmap(NULL, MIB, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
		maps++;
	EXPECT(errno == ENOMEM && maps > 16 && maps < 64);
	p = malloc(4 * MIB);
	EXPECT(p == NULL && errno == ENOMEM);
	limit.rlim_cur = limit.rlim_max;
	EXPECT(setrlimit(RLIMIT_AS, &limit) == 0);
	p = malloc(4 * MIB);
	EXPECT(p != NULL);
	limit.rlim_cur = 2;
	limit.rlim_max = 1;
	EXPECT(setrlimit(RLIMIT_AS, &limit) == -1 && errno == EINVAL);
	return EXPECT_STATUS();
}
