/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registers that say what a CPU allows, keeps apart and caches.
 */
#ifndef __PROTECT_REGISTERS_H__
#define __PROTECT_REGISTERS_H__

#include <uk/arch/types.h>

/** A register of the calling CPU, which must be the same on all CPUs */
struct control_register {
	const char *name;
	__u64 (*read)(void);
	/** Bits that must be set, and must not be */
	__u64 set, clear;
};

/** Ends with a name that is NULL */
extern const struct control_register control_registers[];

#endif /* __PROTECT_REGISTERS_H__ */
