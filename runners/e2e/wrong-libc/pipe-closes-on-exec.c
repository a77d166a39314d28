/* SPDX-License-Identifier: BSD-3-Clause */
/* Red: pipe/order_and_ends
 * Makes descriptors that are closed by exec. */
#include <fcntl.h>
#include <unistd.h>

int __wrap_pipe(int ends[2])
{
	return pipe2(ends, O_CLOEXEC);
}
