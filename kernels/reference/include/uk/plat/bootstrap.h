/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Begin and end of the machine's life. The platform calls uk_boot_entry() once
 * the boot CPU, memory regions, traps and clock are ready.
 */
#ifndef __UK_PLAT_BOOTSTRAP_H__
#define __UK_PLAT_BOOTSTRAP_H__

#include <uk/essentials.h>

enum ukplat_gstate {
	/** Ended as it should; all cases passed where tests ran. */
	UKPLAT_HALT,
	/** Start again. */
	UKPLAT_RESTART,
	/** Ended as it should, with a result that is not good. */
	UKPLAT_FAIL,
	/** Ended by a bug. */
	UKPLAT_CRASH,
};

/**
 * Ends the machine and tells its monitor how (x86_64: isa-debug-exit, arm64:
 * PSCI). Any context, any CPU.
 */
void ukplat_terminate(enum ukplat_gstate request) __noreturn;

#define ukplat_halt() ukplat_terminate(UKPLAT_HALT)
#define ukplat_restart() ukplat_terminate(UKPLAT_RESTART)

/**
 * The whole command line, without the kernel's name where the boot protocol
 * allows to tell; never NULL. The string lives as long as the machine.
 */
const char *ukplat_get_cmdline(void);

/**
 * The generic kernel: heap, constructors, main, destructors, end.
 * @param cmdline kernel parameters, then optionally `--` and arguments of
 *                main(); read only
 */
void uk_boot_entry(const char *cmdline) __noreturn;

#endif /* __UK_PLAT_BOOTSTRAP_H__ */
