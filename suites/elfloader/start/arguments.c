/* SPDX-License-Identifier: BSD-3-Clause */
/* psABI 3.4.1: what main() gets, and how the stack stands at its entry. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "expect.h"

extern char **environ;

int main(int argc, char **argv, char **envp)
{
	int local __attribute__((aligned(16))) = 0;

	EXPECT(argc == 1);
	EXPECT(argv[0][0] == '/' && strstr(argv[0], "start/arguments"));
	EXPECT(argv[1] == NULL);
	EXPECT(envp == environ);
	EXPECT(getenv("PATH") && !strcmp(getenv("PATH"), "/bin"));
	EXPECT(getenv("HOME") && !strcmp(getenv("HOME"), "/"));
	EXPECT(((uintptr_t)&local & 15) == 0);
	return EXPECT_STATUS();
}
