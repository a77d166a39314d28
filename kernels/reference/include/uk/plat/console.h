/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Console. ukplat_coutk() is the one way out: the bytes of one call stay
 * together on all CPUs. The platform's driver offers ukplat_console_out().
 */
#ifndef __UK_PLAT_CONSOLE_H__
#define __UK_PLAT_CONSOLE_H__

#include <uk/essentials.h>

/**
 * Writes bytes; `\n` leaves as CR LF. Any context, any CPU.
 * @return the number of bytes taken, always `len`
 */
int ukplat_coutk(const char *buf, unsigned int len);

/** As ukplat_coutk(); kept apart where a platform has two consoles. */
int ukplat_coutd(const char *buf, unsigned int len);

/**
 * As ukplat_coutk() for what nobody waits for: leaves in one piece with what is
 * printed next, or with a crash's report. What hangs may take it along.
 */
int ukplat_coutk_later(const char *buf, unsigned int len);

/** As ukplat_coutk(), after a newline if the cursor is not at column 0. */
int ukplat_coutk_line(const char *buf, unsigned int len);

/** Sees bytes on their way to the driver, in their order; must not print */
typedef void (*ukplat_console_observer_t)(const char *buf, unsigned int len);

/** Has all output shown to `fn` too, under the console's lock; NULL ends it. */
void ukplat_console_observe(ukplat_console_observer_t fn);

/**
 * From now on only the CPU that calls this may write; it no longer waits for
 * the lock without bound. The others halt at their next output.
 */
void ukplat_console_seize(void);

/**
 * The driver, written by the platform: raw bytes, polling, no lock, no
 * conversion. Callable with interrupts off and before traps are set up.
 */
void ukplat_console_out(const char *buf, unsigned int len);

/** Waits until the driver's bytes have left the machine. */
void ukplat_console_drain(void);

/**
 * A device that takes many bytes at once: raw bytes, polling, called with
 * interrupts off and the console's lock held. `buf` is in the kernel's image,
 * where an address is its own bus address. It returns when the bytes have left
 * the machine, or false when they have not and never will.
 */
typedef __bool (*ukplat_console_device_t)(const char *buf, unsigned int len);

/**
 * Output goes through `out` from now on; NULL: through the platform's driver,
 * which takes over for good when the device fails or a CPU seizes the console.
 * @return what it went through before
 */
ukplat_console_device_t ukplat_console_use(ukplat_console_device_t out);

#endif /* __UK_PLAT_CONSOLE_H__ */
