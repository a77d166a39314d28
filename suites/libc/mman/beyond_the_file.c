/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mmap: "References to unmapped addresses" beyond the end of the object are SIGBUS, where it never was and where ftruncate took it away */
#define _XOPEN_SOURCE 700
#include "files.h"
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>

static sigjmp_buf out;
static volatile int signals;
static void *volatile address;

static void handler(int signo, siginfo_t *info, void *context)
{
	(void)context;
	CHECK_INT(signo, SIGBUS);
	address = info->si_addr;
	signals++;
	siglongjmp(out, 1);
}

static void touch(volatile char *at)
{
	if (sigsetjmp(out, 1) == 0)
		*at;
}

int main(void)
{
	struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p;
	int fd;

	files_enter();
	REQUIRE(sigaction(SIGBUS, &action, NULL) == 0 && sigaction(SIGSEGV, &action, NULL) == 0);
	REQUIRE((fd = open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	REQUIRE(ftruncate(fd, (off_t)page + 10) == 0);
	p = mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	REQUIRE(p != MAP_FAILED);
	p[page + 9] = 'x';
	touch(p + 2 * page - 1); /* in the last page: zeros */
	CHECK_INT(signals, 0);
	touch(p + 2 * page);
	CHECK_INT(signals, 1);
	CHECK_PTR(address, p + 2 * page);
	CHECK_INT(ftruncate(fd, (off_t)(3 * page)), 0);
	touch(p + 2 * page); /* the file has grown */
	CHECK_INT(signals, 1);
	CHECK_INT(p[2 * page], 0);
	CHECK_INT(p[page + 9], 'x');
	CHECK_INT(ftruncate(fd, 5), 0);
	touch(p + page);
	CHECK_INT(signals, 2);
	touch(p);
	CHECK_INT(signals, 2);
	CHECK_INT(ftruncate(fd, (off_t)(2 * page)), 0);
	CHECK_INT(p[page + 9], 0); /* it comes back empty */
	CHECK_INT(munmap(p, 4 * page), 0);
	return check_status();
}
