/* SPDX-License-Identifier: BSD-3-Clause */
/* Registers in the dump of a crash report. */
#ifndef __SUITE_TRAP_DUMP_H__
#define __SUITE_TRAP_DUMP_H__

#include <stddef.h>
#include <uk/asm/lcpu.h>

struct trap_dumped {
	/** What stands before its value */
	const char *name;
	/** In struct __regs */
	__sz offset;
};

/** All, up to one without a name */
extern const struct trap_dumped trap_dumped[];

#endif /* __SUITE_TRAP_DUMP_H__ */
