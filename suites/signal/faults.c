/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Handlers of synchronous faults: POSIX.1-2017 2.4.3 (si_code, si_addr),
 * siglongjmp() out of them.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <uk/test.h>

#define PAGE 4096

static sigjmp_buf out;
static siginfo_t seen;
static char *repaired;

static void leave(int signo, siginfo_t *info, void *context)
{
	(void)context;
	seen = *info;
	siglongjmp(out, signo);
}

static void repair(int signo, siginfo_t *info, void *context)
{
	(void)signo;
	(void)context;
	seen = *info;
	mprotect(repaired, PAGE, PROT_READ | PROT_WRITE);
}

static void install(int signo, void (*handler)(int, siginfo_t *, void *))
{
	struct sigaction action = {.sa_flags = SA_SIGINFO,
				   .sa_sigaction = handler};

	sigaction(signo, &action, NULL);
}

static char *map(int prot)
{
	return mmap(NULL, PAGE, prot, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

UK_TESTCASE(signal, handler_leaves_by_siglongjmp)
{
	char *page = map(PROT_READ);
	sigset_t mask;

	install(SIGSEGV, leave);
	if (!sigsetjmp(out, 1)) {
		*(volatile char *)(page + 8) = 1;
		UK_TEST_EXPECTF(0, "expected the write to fault");
	}
	UK_TEST_EXPECT_SNUM_EQ(seen.si_signo, SIGSEGV);
	UK_TEST_EXPECT_SNUM_EQ(seen.si_code, SEGV_ACCERR);
	UK_TEST_EXPECT_PTR_EQ(seen.si_addr, page + 8);
	sigprocmask(SIG_BLOCK, NULL, &mask);
	UK_TEST_EXPECT_ZERO(sigismember(&mask, SIGSEGV));
	signal(SIGSEGV, SIG_DFL);
	munmap(page, PAGE);
}

UK_TESTCASE(signal, missing_page_is_maperr)
{
	char *page = map(PROT_READ | PROT_WRITE);

	munmap(page, PAGE);
	install(SIGSEGV, leave);
	if (!sigsetjmp(out, 1)) {
		*(volatile char *)page = 1;
		UK_TEST_EXPECTF(0, "expected the write to fault");
	}
	UK_TEST_EXPECT_SNUM_EQ(seen.si_code, SEGV_MAPERR);
	UK_TEST_EXPECT_PTR_EQ(seen.si_addr, page);
	signal(SIGSEGV, SIG_DFL);
}

UK_TESTCASE(signal, handler_that_returns_makes_the_access_again)
{
	repaired = map(PROT_NONE);
	install(SIGSEGV, repair);
	*(volatile char *)(repaired + 100) = 42;
	UK_TEST_EXPECT_SNUM_EQ(repaired[100], 42);
	UK_TEST_EXPECT_PTR_EQ(seen.si_addr, repaired + 100);
	signal(SIGSEGV, SIG_DFL);
	munmap(repaired, PAGE);
}

UK_TESTCASE(signal, undefined_instruction_is_sigill)
{
	volatile int signo = 0;

	install(SIGILL, leave);
	signo = sigsetjmp(out, 1);
	if (!signo)
#ifdef __x86_64__
		__asm__ volatile("ud2");
#else
		__asm__ volatile(".word 0");
#endif
	UK_TEST_EXPECT_SNUM_EQ(signo, SIGILL);
	UK_TEST_EXPECT_NOT_NULL(seen.si_addr);
	signal(SIGILL, SIG_DFL);
}
