/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot information from the PVH boot protocol (see <pc/pvh.h>). The loader left
 * its data in memory that the map calls free, so everything that is needed is
 * copied before anybody allocates. The boot tables are in use.
 */
#include <errno.h>
#include <pc/pvh.h>
#include <uk/arch/paging.h>
#include <uk/essentials.h>
#include <uk/plat/bootinfo.h>
#include <x86/layout.h>

#define CMDLINE_MAX (32UL * 1024)
/* Firmware tables are small; larger reserved ranges are device windows */
#define TABLES_MAX (16UL << 20)

extern char _text[], _etext[], _rodata[], _erodata[], _data[], _ebss[];
extern char _boot_stack_guard[], _boot_stack_bottom[], _boot_stack_top[];

static char cmdline[CMDLINE_MAX + 1];

static void read_cmdline(__paddr_t paddr, struct ukplat_bootinfo *bi)
{
	const char *from = (const char *)paddr;
	__sz i = 0;

	if (from)
		for (; i < CMDLINE_MAX && from[i]; i++)
			cmdline[i] = from[i];
	cmdline[i] = '\0';
	bi->cmdline = cmdline;
	bi->cmdline_len = i;
}

static int add_range(const char *from, const char *to, __u16 type, __u16 flags,
		     const char *name)
{
	return ukplat_bootinfo_add((__paddr_t)from, (__sz)(to - from), type,
				   flags, name);
}

static int add_kernel(void)
{
	const __u16 r = UKPLAT_MEMRF_MAP | UKPLAT_MEMRF_READ;
	int rc;

	rc = add_range(_text, _etext, UKPLAT_MEMRT_KERNEL,
		       r | UKPLAT_MEMRF_EXECUTE, "text");
	if (!rc)
		rc = add_range(_rodata, _erodata, UKPLAT_MEMRT_KERNEL, r,
			       "rodata");
	if (!rc)
		rc = add_range(_data, _ebss, UKPLAT_MEMRT_KERNEL,
			       r | UKPLAT_MEMRF_WRITE, "data");
	if (!rc)
		rc = add_range(_boot_stack_guard, _boot_stack_bottom,
			       UKPLAT_MEMRT_RESERVED, UKPLAT_MEMRF_UNMAP,
			       "stack guard");
	if (!rc)
		rc = add_range(_boot_stack_bottom, _boot_stack_top,
			       UKPLAT_MEMRT_STACK, r | UKPLAT_MEMRF_WRITE,
			       "stack");
	return rc;
}

/* Whole pages of RAM; not page 0, so that NULL stays unmapped */
static int add_ram(__paddr_t from, __paddr_t to)
{
	from = MAX(PAGE_ALIGN_UP(from), PAGE_SIZE);
	to = PAGE_ALIGN_DOWN(MIN(to, X86_DEVICE_BASE));
	if (from >= to)
		return 0;
	return ukplat_bootinfo_add(from, to - from, UKPLAT_MEMRT_FREE,
				   UKPLAT_MEMRF_READ | UKPLAT_MEMRF_WRITE,
				   "ram");
}

/* All pages touched. They stay readable where they can hold firmware tables */
static int add_reserved(__paddr_t from, __paddr_t to)
{
	__u16 flags = 0;
	int rc;

	from = PAGE_ALIGN_DOWN(from);
	to = PAGE_ALIGN_UP(to);
	if (from >= X86_DEVICE_BASE)
		return 0; /* part of device space, or out of reach */
	if (to - from <= TABLES_MAX && from)
		flags = UKPLAT_MEMRF_MAP | UKPLAT_MEMRF_READ;
	rc = ukplat_bootinfo_add(from, to - from, UKPLAT_MEMRT_RESERVED, flags,
				 "firmware");
	return rc == -EEXIST ? 0 : rc; /* known already */
}

static int add_memmap(const struct hvm_start_info *si)
{
	const struct hvm_memmap_entry *e = (const void *)si->memmap_paddr;
	__u32 i;
	int rc = 0;

	for (i = 0; i < si->memmap_entries && !rc; i++)
		if (e[i].type != HVM_MEMMAP_RAM && e[i].size)
			rc = add_reserved(e[i].addr, e[i].addr + e[i].size);
	for (i = 0; i < si->memmap_entries && !rc; i++)
		if (e[i].type == HVM_MEMMAP_RAM)
			rc = add_ram(e[i].addr, e[i].addr + e[i].size);
	return rc;
}

int pc_pvh_read(__paddr_t start_info)
{
	const struct hvm_start_info *si = (const void *)start_info;
	struct ukplat_bootinfo *bi = ukplat_bootinfo_get();
	int rc;

	if (si->magic != HVM_START_MAGIC || si->version < 1 ||
	    !si->memmap_paddr)
		return -EINVAL;
	bi->bootloader = "hvm";
	bi->bootprotocol = "pvh";
	bi->rsdp = si->rsdp_paddr;
	read_cmdline(si->cmdline_paddr, bi);
	rc = add_kernel();
	if (!rc)
		rc = ukplat_bootinfo_add(X86_DEVICE_BASE,
					 X86_DEVICE_END - X86_DEVICE_BASE,
					 UKPLAT_MEMRT_DEVICE,
					 UKPLAT_MEMRF_MAP | UKPLAT_MEMRF_READ |
						 UKPLAT_MEMRF_WRITE,
					 "devices");
	return rc ? rc : add_memmap(si);
}
