/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX mprotect: rights are taken and given back page by page, what was written stays; unmapped ranges are refused */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "check.h"
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf out;
static size_t page;

static void handler(int signo)
{
	(void)signo;
	siglongjmp(out, 1);
}

static int can_read(volatile char *p)
{
	if (sigsetjmp(out, 1) != 0)
		return 0;
	*p;
	return 1;
}

static int can_write(volatile char *p)
{
	if (sigsetjmp(out, 1) != 0)
		return 0;
	*p = *p;
	return 1;
}

int main(void)
{
	struct sigaction action = {.sa_handler = handler};
	char *p;

	page = (size_t)sysconf(_SC_PAGESIZE);
	REQUIRE(sigaction(SIGSEGV, &action, NULL) == 0 && sigaction(SIGBUS, &action, NULL) == 0);
	p = mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	REQUIRE(p != MAP_FAILED);
	memset(p, 5, 4 * page);
	CHECK_INT(mprotect(p + page, page, PROT_READ), 0);
	CHECK(can_write(p) && can_write(p + page - 1));
	CHECK(can_read(p + page) && !can_write(p + page) && !can_write(p + 2 * page - 1));
	CHECK(can_write(p + 2 * page));
	CHECK_INT(mprotect(p + 2 * page, page, PROT_NONE), 0);
	CHECK(!can_read(p + 2 * page) && !can_write(p + 2 * page));
	CHECK(can_read(p + 3 * page));
	CHECK_INT(mprotect(p, 4 * page, PROT_READ | PROT_WRITE), 0);
	for (size_t i = 0; i < 4 * page; i += 101)
		CHECK(can_write(p + i) && p[i] == 5);
	CHECK_INT(munmap(p + page, page), 0);
	CHECK(!can_read(p + page));
	errno = 0;
	CHECK_INT(mprotect(p, 3 * page, PROT_READ), -1);
	CHECK_INT(errno, ENOMEM);
	return check_status();
}
