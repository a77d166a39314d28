/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The older form of eventfd2(), without flags.
 */
#include <uk/syscall.h>

UK_SYSCALL_R_DEFINE(long, eventfd, unsigned int, count)
{
	return uk_syscall_r(UK_SYS_eventfd2, count, 0);
}
