/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 mmap(), MAP_PRIVATE: what is written stays out of the file; behind
 * its end there are zeros up to the page's end, and then SIGBUS.
 */
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
	int fd = open("file", O_RDWR | O_CREAT, 0600);
	char text[8] = "";
	char *p;

	EXPECT(write(fd, "content", 7) == 7);
	p = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	if (!EXPECT(p != MAP_FAILED))
		return 1;
	EXPECT(!memcmp(p, "content", 7) && p[7] == 0 && p[PAGE - 1] == 0);
	p[0] = 'C';
	EXPECT(pread(fd, text, 7, 0) == 7 && !strcmp(text, "content"));
	fault_catch(SIGBUS);
	EXPECT_FAULT(*(volatile char *)(p + PAGE));
	EXPECT(fault_info.si_signo == SIGBUS);
	EXPECT(mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, fd, 1) == MAP_FAILED &&
	       errno == EINVAL);
	close(fd);
	EXPECT(p[0] == 'C' && p[1] == 'o');
	return EXPECT_STATUS();
}
