/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An address that is not canonical raises #GP, not #PF (Intel SDM vol. 1,
 * 3.3.7.1).
 */
#include <uk/asm/trap.h>
#include <uk/event.h>

#include "../../access.h"

UK_EVENT_HANDLER_PRIO(UKARCH_TRAP_SECURITY, nofault_recover, 7);
