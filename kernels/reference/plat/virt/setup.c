/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Early C code on the boot CPU of QEMU's virt machine: device tree, console,
 * memory regions, CPUs, page tables, interrupts, then the generic kernel.
 * QEMU puts the device tree at the start of RAM when it loads an ELF image that
 * leaves room there (its docs/system/arm/virt.rst, "Hardware configuration
 * information for bare-metal programming").
 */
#include <errno.h>
#include <string.h>
#include <uk/arch/limits.h>
#include <uk/arch/memtag.h>
#include <uk/plat/bootinfo.h>
#include <uk/plat/bootstrap.h>
#include <uk/plat/common/lcpu.h>
#include <uk/plat/crash.h>
#include <uk/plat/paging.h>
#include <uk/plat/time.h>
#include <uk/plat/virtio.h>
#include <uk/print.h>

#include <arm64/arm64.h>
#include "button.h"
#include "fdt.h"
#include "gic.h"
#include "machine.h"
#include "pl011.h"

#define RAM_BASE 0x40000000UL
/* What entry.S maps to begin with */
#define BOOT_MAP_END 0x100000000UL
/* QEMU's limit (FDT_MAX_SIZE), and what an image at 2 MiB leaves */
#define DTB_MAX_SIZE 0x100000UL

#define DEVICE_FLAGS                                                           \
	(UKPLAT_MEMRF_READ | UKPLAT_MEMRF_WRITE | UKPLAT_MEMRF_MAP)

/* Bounds of the sections: arch/arm64/link.lds.S, all aligned to pages */
extern char _text[], _etext[], _rodata[], _erodata[], _data[], _ebss[];
extern char _boot_stack_guard[], _boot_stack_bottom[], _boot_stack_top[];

static void add_region(__paddr_t base, __sz len, __u16 type, __u16 flags,
		       const char *name)
{
	__paddr_t first = ALIGN_DOWN(base, (__paddr_t)__PAGE_SIZE);
	__paddr_t end = ALIGN_UP(base + len, (__paddr_t)__PAGE_SIZE);
	int rc = ukplat_bootinfo_add(first, end - first, type, flags, name);

	if (rc)
		ukplat_crash(NULL, "cannot add region %s at 0x%lx: %d\n", name,
			     base, rc);
}

static void add_ram(const struct virt_machine *m)
{
	for (unsigned int i = 0; i < m->ram_count; i++) {
		__paddr_t first = ALIGN_UP(m->ram[i].base, __PAGE_SIZE);
		__paddr_t end = ALIGN_DOWN(MIN(m->ram[i].base + m->ram[i].len,
					       BOOT_MAP_END), __PAGE_SIZE);

		if (first < end)
			add_region(first, end - first, UKPLAT_MEMRT_FREE,
				   UKPLAT_MEMRF_READ | UKPLAT_MEMRF_WRITE,
				   "ram");
	}
}

static void add_kernel(void)
{
	const __u16 map = UKPLAT_MEMRF_MAP | UKPLAT_MEMRF_READ;

	add_region((__paddr_t)_text, (__sz)(_etext - _text),
		   UKPLAT_MEMRT_KERNEL, map | UKPLAT_MEMRF_EXECUTE, "text");
	add_region((__paddr_t)_rodata, (__sz)(_erodata - _rodata),
		   UKPLAT_MEMRT_KERNEL, map, "rodata");
	add_region((__paddr_t)_data, (__sz)(_ebss - _data),
		   UKPLAT_MEMRT_KERNEL, map | UKPLAT_MEMRF_WRITE, "data");
	add_region((__paddr_t)_boot_stack_guard, __PAGE_SIZE,
		   UKPLAT_MEMRT_STACK, UKPLAT_MEMRF_UNMAP, "guard");
	add_region((__paddr_t)_boot_stack_bottom,
		   (__sz)(_boot_stack_top - _boot_stack_bottom),
		   UKPLAT_MEMRT_STACK, map | UKPLAT_MEMRF_WRITE, "stack");
}

static void add_device(const struct virt_range *range, const char *name)
{
	if (range->len)
		add_region(range->base, range->len, UKPLAT_MEMRT_DEVICE,
			   DEVICE_FLAGS, name);
}

/* Transports are smaller than a page and lie side by side: one window */
static void add_virtio(const struct virt_machine *m)
{
	__paddr_t first = ~(__paddr_t)0;
	__paddr_t end = 0;

	for (unsigned int i = 0; i < m->virtio_count; i++) {
		first = MIN(first, m->virtio[i].base);
		end = MAX(end, m->virtio[i].base + m->virtio[i].len);
	}
	if (m->virtio_count)
		add_device(&(struct virt_range){ first, end - first },
			   "virtio-mmio");
}

static void add_devices(const struct virt_machine *m)
{
	add_device(&m->uart, "pl011");
	add_device(&m->rtc, "pl031");
	add_device(&m->gpio, "pl061");
	add_device(&m->gic_dist, "gic-dist");
	add_device(&m->gic_cpu, "gic-cpu");
	for (unsigned int i = 0; i < m->gic_redist_count; i++)
		add_device(&m->gic_redist[i], "gic-redist");
	add_virtio(m);
}

static void fill_bootinfo(const struct virt_machine *m, const struct fdt *fdt,
			  __paddr_t dtb)
{
	struct ukplat_bootinfo *bi = ukplat_bootinfo_get();

	bi->bootloader = "qemu";
	bi->bootprotocol = "devicetree";
	bi->cmdline = m->cmdline;
	bi->cmdline_len = strlen(m->cmdline);
	bi->dtb = dtb;
	add_ram(m);
	add_kernel();
	add_region(dtb, fdt->used_len, UKPLAT_MEMRT_DEVICETREE,
		   UKPLAT_MEMRF_READ | UKPLAT_MEMRF_MAP, "devicetree");
	add_devices(m);
}

/* CPUs beyond the table stay off. The boot CPU is found again by its ID */
static void find_cpus(const struct virt_machine *m)
{
	lcpu_boot_init(lcpu_arch_id());
	for (unsigned int i = 0; i < m->cpu_count; i++)
		if (!lcpu_alloc(m->cpu[i] & MPIDR_AFFINITY_MASK))
			break;
}

static __paddr_t read_device_tree(struct fdt *fdt, __paddr_t hint)
{
	__paddr_t dtb = hint ? hint : RAM_BASE;
	int rc;

	rc = fdt_open(fdt, (const void *)dtb, DTB_MAX_SIZE);
	if (!rc)
		rc = virt_machine_read(&virt_machine, fdt);
	if (rc)
		ukplat_crash(NULL, "no usable device tree at 0x%lx: %d\n", dtb,
			     rc);
	return dtb;
}

static void init_interrupts(void)
{
	int rc = gic_init(&virt_machine);

	if (!rc)
		rc = gic_init_cpu(lcpu_get_current());
	if (rc && rc != -ENODEV)
		ukplat_crash(NULL, "interrupt controller: %d\n", rc);
}

/* Before the final page tables, which have a memory type for tags */
static void init_memtag(void)
{
	if (ukarch_memtag_init() == -EINVAL)
		ukplat_crash(NULL, "memtag.mode= on the command line is none "
			     "of off, sync, async, asymm\n");
}

static void init_paging(void)
{
	int rc = ukplat_paging_init();

	if (!rc)
		rc = arm64_guard_trap_stacks();
	if (!rc)
		rc = ukarch_memtag_init_heap();
	if (rc)
		ukplat_crash(NULL, "page tables: %d\n", rc);
}

void ukplat_virt_entry(__paddr_t dtb_hint)
{
	struct fdt fdt;
	__paddr_t dtb;

	arm64_protect_setup_cpu();
	dtb = read_device_tree(&fdt, dtb_hint);
	psci_init(virt_machine.psci);
	if (virt_machine.uart.len)
		pl011_init(virt_machine.uart.base);
	ukplat_time_init();
	find_cpus(&virt_machine);
	fill_bootinfo(&virt_machine, &fdt, dtb);
	init_memtag();
	init_paging();
	init_interrupts();
	virt_button_arm(&virt_machine);
	arm64_unmask();
	uk_boot_entry(ukplat_get_cmdline());
}

int ukplat_virtio_mmio_probe(ukplat_virtio_mmio_cb cb, void *arg)
{
	int rc = 0;

	for (unsigned int i = 0; i < virt_machine.virtio_count && !rc; i++)
		rc = cb(virt_machine.virtio[i].base,
			virt_machine.virtio[i].len, virt_machine.virtio_irq[i],
			arg);
	return rc;
}
