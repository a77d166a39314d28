/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Storage of errno (ISO C11 7.5): one for each CPU, because there are no threads
 * whose own it could be.
 */
#include <errno.h>
#include <uk/plat/lcpu.h>

static UKPLAT_PER_LCPU_DEFINE(int, cpu_errno);

int *__errno_location(void)
{
	return &ukplat_per_lcpu_current(cpu_errno);
}
