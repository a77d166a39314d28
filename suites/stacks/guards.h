/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The pages below the stacks of handlers, by what the CPU itself is set up with.
 */
#ifndef __STACKS_GUARDS_H__
#define __STACKS_GUARDS_H__

#include <uk/arch/types.h>

/** More than a CPU has on either architecture */
#define GUARDS_MAX 16

/**
 * Addresses of the pages that must not be there, for the calling CPU, outside of
 * any handler; interrupts may be enabled.
 * @return their number, at most GUARDS_MAX
 */
unsigned int stacks_guards(__vaddr_t guards[GUARDS_MAX]);

#endif /* __STACKS_GUARDS_H__ */
