/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX.1-2017 dup2() as a system call of its own.
 */
#include <uk/fdtab.h>
#include <uk/syscall.h>

UK_SYSCALL_R_DEFINE(int, dup2, int, from, int, to)
{
	struct uk_ofile *of = uk_fdtab_get(from);
	int rc = 0;

	if (!of)
		return -EBADF;
	if (from != to)
		rc = uk_fdtab_replace(to, of, 0);
	uk_ofile_put(of);
	return rc ? rc : to;
}
