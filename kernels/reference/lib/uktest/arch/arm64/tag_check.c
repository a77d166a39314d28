/* SPDX-License-Identifier: BSD-3-Clause */
/* Expected tag check faults, which arm64 alone has. */
#include <uk/asm/trap.h>

#include "../../fault.h"

static int on_tag_check(void *ctx)
{
	return test_fault_take(ctx, UK_TEST_FAULT_TAG_CHECK);
}

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_TAG_CHECK, on_tag_check, 8);
