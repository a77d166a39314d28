/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX XSH 2.4.3 SIGSEGV: si_addr and si_code of faults by reading, writing, and protection; the handler may jump out or repair */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#include "check.h"
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static sigjmp_buf out;
static volatile uintptr_t address;
static volatile int code, faults;
static char *page;
static size_t page_size;

static void jumps(int signo, siginfo_t *info, void *context)
{
	(void)context;
	CHECK_INT(info->si_signo, signo);
	address = (uintptr_t)info->si_addr;
	code = info->si_code;
	faults++;
	siglongjmp(out, 1);
}

static void repairs(int signo, siginfo_t *info, void *context)
{
	(void)signo;
	(void)context;
	address = (uintptr_t)info->si_addr;
	if (faults++ > 3 || mprotect(page, page_size, PROT_READ | PROT_WRITE) != 0)
		_exit(1);
}

static void use(void (*handler)(int, siginfo_t *, void *))
{
	struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};

	REQUIRE(sigaction(SIGSEGV, &action, NULL) == 0);
	faults = 0;
}

static void touch(volatile char *at, int write)
{
	if (sigsetjmp(out, 1) != 0)
		return;
	if (write)
		*at = 1;
	else
		*at;
}

int main(void)
{
	page_size = (size_t)sysconf(_SC_PAGESIZE);
	page = mmap(NULL, page_size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	REQUIRE(page != MAP_FAILED);
	use(jumps);
	touch(page + 123, 0);
	CHECK_INT(faults, 1);
	CHECK_UINT(address, (uintptr_t)page + 123);
	CHECK_INT(code, SEGV_ACCERR);
	REQUIRE(mprotect(page, page_size, PROT_READ) == 0);
	touch(page + 7, 0);
	CHECK_INT(faults, 1); /* reading is allowed now */
	touch(page + 7, 1);
	CHECK_INT(faults, 2);
	CHECK_UINT(address, (uintptr_t)page + 7);
	CHECK_INT(code, SEGV_ACCERR);
	use(repairs);
	*(volatile char *)(page + 9) = 42; /* goes on after the repair */
	CHECK_INT(faults, 1);
	CHECK_UINT(address, (uintptr_t)page + 9);
	CHECK_INT(page[9], 42);
	use(jumps);
	REQUIRE(munmap(page, page_size) == 0);
	touch(page + 64, 1);
	CHECK_INT(faults, 1);
	CHECK_UINT(address, (uintptr_t)page + 64);
	CHECK_INT(code, SEGV_MAPERR);
	for (int i = 0; i < 50; i++) /* each leaves the handler by a jump */
		touch(page, i % 2);
	CHECK_INT(faults, 51);
	return check_status();
}
