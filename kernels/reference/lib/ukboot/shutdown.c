/* SPDX-License-Identifier: BSD-3-Clause */
/* Requests for the end of the machine. Interface: <uk/boot.h>. */
#include <errno.h>

#include "internal.h"

#define NOT_REQUESTED (-1)

static int requested = NOT_REQUESTED;

int uk_boot_shutdown_req(enum ukplat_gstate target)
{
	int before = __atomic_load_n(&requested, __ATOMIC_RELAXED);

	if ((unsigned int)target > UKPLAT_CRASH)
		return -EINVAL;
	do {
		if (before >= (int)target)
			return 1;
	} while (!__atomic_compare_exchange_n(&requested, &before, (int)target,
					      0, __ATOMIC_ACQ_REL,
					      __ATOMIC_RELAXED));
	if (before != NOT_REQUESTED)
		return 1;
	ukboot_wake_init();
	return 0;
}

__bool uk_boot_is_shutting_down(void)
{
	return __atomic_load_n(&requested, __ATOMIC_ACQUIRE) != NOT_REQUESTED;
}

enum ukplat_gstate ukboot_shutdown_target(void)
{
	return (enum ukplat_gstate)__atomic_load_n(&requested,
						   __ATOMIC_ACQUIRE);
}
