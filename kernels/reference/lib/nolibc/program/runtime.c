/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What nolibc leaves to the kernel that it is part of, for a program of its own:
 * start and end, errno, the console, and what a failed assert() does. Calls go to
 * the kernel as those of a program with musl do (lib/elfloader/program).
 */
#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <program/numbers.h>
#include <uk/plat/console.h>

#define STDOUT 1
#define SIGNAL_ABORT 6
#define MAX_ERRNO 4095

long uk_syscall6_r(long nr, long a1, long a2, long a3, long a4, long a5, long a6);
long __cancel(void);
long write(int fd, const void *buf, size_t len);
void *mmap(void *address, size_t len, int prot, int flags, int fd, long offset);
int mprotect(void *address, size_t len, int prot);
_Noreturn void exit(int status);
_Noreturn void program_start(long *stack);
int main(int argc, char **argv, char **envp);

/* A program here has one thread */
static int error_number;

int *__errno_location(void)
{
	return &error_number;
}

/* The result of a call as POSIX has it */
static long result_of(long rc)
{
	if (rc >= 0 || rc < -MAX_ERRNO)
		return rc;
	errno = (int)-rc;
	return -1;
}

long write(int fd, const void *buf, size_t len)
{
	return result_of(uk_syscall6_r(NR_WRITE, fd, (long)buf, (long)len, 0, 0,
				       0));
}

/* For tests that need pages which nothing may touch */
void *mmap(void *address, size_t len, int prot, int flags, int fd, long offset)
{
	return (void *)result_of(uk_syscall6_r(NR_MMAP, (long)address,
					       (long)len, prot, flags, fd,
					       offset));
}

int mprotect(void *address, size_t len, int prot)
{
	return (int)result_of(uk_syscall6_r(NR_MPROTECT, (long)address,
					    (long)len, prot, 0, 0, 0));
}

_Noreturn void exit(int status)
{
	for (;;)
		uk_syscall6_r(NR_EXIT_GROUP, status, 0, 0, 0, 0, 0);
}

int ukplat_coutk(const char *buf, unsigned int len)
{
	write(STDOUT, buf, len);
	return (int)len;
}

static void print(const char *text)
{
	const char *end = text;

	while (*end)
		end++;
	write(STDOUT, text, (size_t)(end - text));
}

_Noreturn void __assert_fail(const char *expr, const char *file,
			     unsigned int line, const char *func)
{
	(void)line;
	print(file);
	print(": ");
	print(func);
	print(": Assertion failure: ");
	print(expr);
	print("\n");
	uk_syscall6_r(NR_KILL, uk_syscall6_r(NR_GETPID, 0, 0, 0, 0, 0, 0),
		      SIGNAL_ABORT, 0, 0, 0, 0);
	exit(127);
}

/* Wanted by the cancellation points of entry.S, which nothing here calls */
long __cancel(void)
{
	return -ECANCELED;
}

/* argc, argv, a null pointer, envp */
_Noreturn void program_start(long *stack)
{
	int argc = (int)stack[0];
	char **argv = (char **)(stack + 1);

	exit(main(argc, argv, argv + argc + 1));
}
