/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the first C function to uk_boot_entry(): sets the machine up in the order
 * that each step needs. Everything that reads firmware data happens before the
 * final page tables, which do not map it all.
 */
#include <pc/acpi.h>
#include <pc/button.h>
#include <pc/clock.h>
#include <pc/console.h>
#include <pc/cpus.h>
#include <pc/dsdt.h>
#include <pc/ioapic.h>
#include <pc/pvh.h>
#include <uk/arch/limits.h>
#include <uk/arch/paging.h>
#include <uk/asm/lcpu.h>
#include <uk/essentials.h>
#include <uk/plat/bootinfo.h>
#include <uk/plat/bootstrap.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/crash.h>
#include <uk/plat/paging.h>
#include <uk/plat/time.h>
#include <x86/cpu.h>
#include <x86/desc.h>
#include <x86/fpu.h>
#include <x86/lapic.h>
#include <x86/protect.h>
#include <x86/smp.h>

#define PIC1_DATA 0x21
#define PIC2_DATA 0xa1
#define LOW_MEMORY_END 0x100000UL

void pc_entry(__paddr_t start_info) __noreturn;

static void check(int rc, const char *what)
{
	if (rc < 0)
		ukplat_crash(NULL, "Boot: %s failed: %d\n", what, rc);
}

/* Traps work from here on */
static void setup_cpu(void)
{
	lcpu_boot_init(x86_lapic_id());
	x86_idt_build();
	x86_desc_load(0);
	x86_paging_setup_cpu();
	x86_protect_setup_cpu();
	x86_fpu_setup_cpu();
}

/* The legacy controllers, where there are any, stay silent (Intel 8259A, OCW1) */
static void mask_pics(void)
{
	x86_outb(PIC1_DATA, 0xff);
	x86_outb(PIC2_DATA, 0xff);
}

/* Takes the last free page below 1 MiB for the start of the other CPUs */
static int setup_trampoline(void)
{
	struct ukplat_memregion_desc *mrd;
	__paddr_t page = 0;
	int rc;

	ukplat_memregion_foreach(&mrd, UKPLAT_MEMRT_FREE, 0)
		if (mrd->pbase + mrd->len <= LOW_MEMORY_END)
			page = mrd->pbase + mrd->len - __PAGE_SIZE;
	if (!page)
		return 0; /* without it, only the boot CPU runs */
	rc = ukplat_bootinfo_add(page, __PAGE_SIZE, UKPLAT_MEMRT_RESERVED, 0,
				 "trampoline");
	if (!rc)
		x86_ap_set_trampoline(page);
	return rc;
}

void pc_entry(__paddr_t start_info)
{
	pc_console_init();
	setup_cpu();
	mask_pics();
	check(pc_pvh_read(start_info), "reading the PVH start info");
	pc_acpi_init(ukplat_bootinfo_get()->rsdp);
	pc_dsdt_read();
	x86_lapic_init();
	pc_clock_begin();
	pc_cpus_discover();
	pc_ioapic_find();
	pc_button_find();
	check(setup_trampoline(), "reserving the trampoline");
	check(ukplat_paging_init(), "setting up page tables");
	check(x86_ist_guard_all(), "guarding the interrupt stacks");
	x86_lcpu_boot_ready();
	ukplat_time_init();
	pc_button_arm();
	ukarch_irq_enable();
	uk_boot_entry(ukplat_get_cmdline());
}
