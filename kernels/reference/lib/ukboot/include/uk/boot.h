/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of the machine's life, asked for: by main() when it returns, by the
 * application, by a power button. The init thread, which ran the constructors,
 * runs the destructors and switches off.
 *
 * A request never interrupts what runs. While constructors run it is seen before
 * the next one; while main() runs in a thread of its own
 * (CONFIG_LIBUKBOOT_MAINTHREAD), as soon as the init thread gets the CPU; where
 * main() runs in the init thread, when it returns.
 */
#ifndef __UK_BOOT_H__
#define __UK_BOOT_H__

#include <uk/plat/bootstrap.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Asks for the end. The first request counts; later ones can only make the
 * target worse, in the order of enum ukplat_gstate, as when a destructor finds
 * that all was not well. Any context, any CPU, interrupt handlers included.
 * @param target how the machine is to end
 * @return 0: requested; 1: it was requested before; -EINVAL: no such target
 */
int uk_boot_shutdown_req(enum ukplat_gstate target);

/** @return whether the end was requested. Any context */
__bool uk_boot_is_shutting_down(void);

#ifdef __cplusplus
}
#endif

#endif /* __UK_BOOT_H__ */
