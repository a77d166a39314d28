/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The stack pointer of handlers (SP_EL1) cannot be read outside of them, so one of
 * them says where it is. Each CPU has an aligned slot, with a guard page below its
 * trap stack and one below the emergency stack, which begins the slot.
 */
#include <string.h>
#include <uk/essentials.h>

#include "guards.h"
#include "handler.h"
#include "ops.h"

#define SLOT_SIZE 0x8000UL
#define UPPER_GUARD 0x3000UL

unsigned int stacks_guards(__vaddr_t guards[GUARDS_MAX])
{
	struct sighting *s = sighting();

	memset(s, 0, sizeof(*s));
	stacks_op_red_zone(NULL);
	guards[0] = ALIGN_DOWN(s->handler[0], SLOT_SIZE);
	guards[1] = guards[0] + UPPER_GUARD;
	return 2;
}
