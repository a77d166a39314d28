/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The suite's trap handlers: what they see of stacks, for each CPU.
 */
#ifndef __STACKS_HANDLER_H__
#define __STACKS_HANDLER_H__

#include <uk/asm/lcpu.h>
#include <uk/asm/trap.h>
#include <uk/plat/lcpu.h>
#include <uk/test.h>

#define CPUS_MAX CONFIG_UKPLAT_LCPU_MAXCOUNT
/** Deep enough for all handlers that may nest on either architecture */
#define LEVELS_MAX 3
/** Memory that no stack shares with another one: less than any has */
#define APART 1024

struct sighting {
	unsigned int traps;	   /* handled so far */
	unsigned int levels;	   /* of handlers that shall nest */
	__uptr interrupted[LEVELS_MAX]; /* stack pointer of what was interrupted */
	__uptr handler[LEVELS_MAX];	   /* stack pointer of the handler */
};

/** Of the calling CPU; a case sets it to 0 before it makes traps */
struct sighting *sighting(void);
extern struct sighting sightings[CPUS_MAX];

/** @return whether two stack pointers are on different stacks, or far apart */
static inline int is_apart(__uptr a, __uptr b)
{
	return (a > b ? a - b : b - a) >= APART;
}

#endif /* __STACKS_HANDLER_H__ */
