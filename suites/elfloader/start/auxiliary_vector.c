/* SPDX-License-Identifier: BSD-3-Clause */
/* psABI 3.4.3: the auxiliary vector tells where the program is. */
#include <elf.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "expect.h"

extern const char _start[];

static const Elf64_Phdr *with_code(const Elf64_Phdr *p, unsigned long count)
{
	for (; count--; p++)
		if (p->p_type == PT_LOAD && p->p_flags & PF_X)
			return p;
	return NULL;
}

int main(void)
{
	const Elf64_Phdr *p = (const Elf64_Phdr *)getauxval(AT_PHDR);
	static const char zero[16];

	EXPECT(getauxval(AT_PAGESZ) == (unsigned long)sysconf(_SC_PAGESIZE));
	EXPECT(getauxval(AT_PHENT) == sizeof(*p));
	EXPECT(getauxval(AT_ENTRY) == (unsigned long)_start);
	EXPECT(getauxval(AT_SECURE) == 0);
	EXPECT(getauxval(AT_UID) == getuid() && getauxval(AT_EGID) == getegid());
	EXPECT(memcmp((void *)getauxval(AT_RANDOM), zero, 16) != 0);
	if (EXPECT(p != NULL)) {
		p = with_code(p, getauxval(AT_PHNUM));
		EXPECT(p && getauxval(AT_ENTRY) - p->p_vaddr < p->p_memsz);
	}
	return EXPECT_STATUS();
}
