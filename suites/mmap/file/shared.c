/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 mmap(), MAP_SHARED: what is written is the file's content, through
 * all mappings; rights of the descriptor count.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "expect.h"
#include "fault.h"

#define PAGE 4096UL

int main(void)
{
	int fd = open("file", O_RDWR | O_CREAT, 0600), ro;
	char text[8] = "";
	char *p, *q;

	EXPECT(ftruncate(fd, PAGE + 10) == 0);
	p = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	q = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, PAGE);
	if (!EXPECT(p != MAP_FAILED && q != MAP_FAILED))
		return 1;
	memcpy(p + PAGE, "shared", 6);
	EXPECT(!memcmp(q, "shared", 6));
	EXPECT(pread(fd, text, 6, PAGE) == 6 && !strcmp(text, "shared"));
	EXPECT(pwrite(fd, "S", 1, PAGE) == 1 && q[0] == 'S');
	fault_catch(SIGBUS);
	EXPECT_FAULT(*(volatile char *)(p + 2 * PAGE) = 1);
	/* the file grows under its mapping */
	EXPECT(ftruncate(fd, 3 * PAGE) == 0);
	p[2 * PAGE] = 'x';
	EXPECT(pread(fd, text, 1, 2 * PAGE) == 1 && text[0] == 'x');
	EXPECT(munmap(p + PAGE, PAGE) == 0 && p[2 * PAGE] == 'x');
	ro = open("file", O_PATH);
	EXPECT(mmap(NULL, PAGE, PROT_READ, MAP_SHARED, ro, 0) == MAP_FAILED &&
	       errno == EBADF);
	close(ro);
	ro = open("file", O_RDONLY);
	EXPECT(mmap(NULL, PAGE, PROT_WRITE, MAP_SHARED, ro, 0) == MAP_FAILED &&
	       errno == EACCES);
	EXPECT(mmap(NULL, PAGE, PROT_WRITE | PROT_READ, MAP_PRIVATE, ro, 0) !=
	       MAP_FAILED);
	return EXPECT_STATUS();
}
