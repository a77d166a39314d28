/* SPDX-License-Identifier: BSD-3-Clause */
/* POSIX.1-2017 mprotect(): rights of pages come and go, their content stays. */
#include <string.h>
#include <sys/mman.h>

#include "expect.h"
#include "fault.h"

#define PAGE 4096UL

int main(void)
{
	volatile char *p = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	fault_catch(SIGSEGV);
	p[PAGE] = 7;
	EXPECT(mprotect((void *)(p + PAGE), PAGE, PROT_READ) == 0);
	EXPECT(p[PAGE] == 7);
	EXPECT_FAULT(p[PAGE + 5] = 1);
	EXPECT(fault_info.si_code == SEGV_ACCERR);
	EXPECT(fault_info.si_addr == (void *)(p + PAGE + 5));
	EXPECT(mprotect((void *)(p + PAGE), PAGE, PROT_NONE) == 0);
	EXPECT_FAULT(p[PAGE]);
	p[0] = 1;
	p[2 * PAGE] = 1;
	EXPECT(mprotect((void *)p, 3 * PAGE, PROT_READ | PROT_WRITE) == 0);
	EXPECT(p[PAGE] == 7);
	p[PAGE] = 8;
	EXPECT(p[PAGE] == 8);
	return EXPECT_STATUS();
}
