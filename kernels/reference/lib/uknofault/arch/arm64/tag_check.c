/* SPDX-License-Identifier: BSD-3-Clause */
/* A wrong memory tag is one more way in which memory is not accessible. */
#include <uk/asm/trap.h>

#include "../../access.h"

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_TAG_CHECK, nofault_recover, 7);
