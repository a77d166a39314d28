/* SPDX-License-Identifier: BSD-3-Clause */
/* Linux's system call instruction does what the C library's function does. */
#include <sys/syscall.h>
#include <unistd.h>

#include "expect.h"

static long system_call(long number)
{
#ifdef __x86_64__
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(number)
			 : "rcx", "r11", "memory");
	return result;
#else
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0");

	__asm__ volatile("svc #0" : "=r"(x0) : "r"(x8) : "memory");
	return x0;
#endif
}

int main(void)
{
	EXPECT(system_call(SYS_getpid) == getpid());
	EXPECT(system_call(100000) == -38); /* ENOSYS */
	return EXPECT_STATUS();
}
