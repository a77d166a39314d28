/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: stat/descriptors
 * Closes the descriptor when both are the same. */
#include <unistd.h>

int __real_dup2(int from, int to);

int __wrap_dup2(int from, int to)
{
	close(to);
	return __real_dup2(from, to);
}
