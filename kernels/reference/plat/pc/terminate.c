/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * End of the machine. QEMU's isa-debug-exit device turns a value written to its
 * port into the exit status (value << 1) | 1 of the monitor (QEMU
 * hw/misc/debugexit.c); without the device the CPU halts for ever. A restart is
 * forced by a triple fault, the one way that all PC machines have (Intel SDM
 * vol. 3A 6.15, #DF).
 */
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/plat/bootstrap.h>
#include <uk/plat/console.h>
#include <x86/cpu.h>
#include <x86/desc.h>

#define DEBUG_EXIT_PORT 0x501

#define EXIT_HALT 0x10	/* monitor status 33 */
#define EXIT_FAIL 0x11	/* 35 */
#define EXIT_CRASH 0x12 /* 37 */

static void __noreturn halt_for_ever(void)
{
	for (;;) {
		ukarch_irq_disable();
		ukarch_halt();
	}
}

static void __noreturn reset(void)
{
	static const struct x86_desc_ptr no_idt;

	__asm__ __volatile__("lidt %0\n\tud2" ::"m"(no_idt));
	halt_for_ever();
}

static __u32 exit_value(enum ukplat_gstate request)
{
	switch (request) {
	case UKPLAT_HALT:
		return EXIT_HALT;
	case UKPLAT_FAIL:
		return EXIT_FAIL;
	default:
		return EXIT_CRASH;
	}
}

void ukplat_terminate(enum ukplat_gstate request)
{
	ukarch_irq_disable();
	ukplat_console_drain();
	if (request == UKPLAT_RESTART)
		reset();
	x86_outl(DEBUG_EXIT_PORT, exit_value(request));
	halt_for_ever();
}
