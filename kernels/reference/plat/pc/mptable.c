/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * CPUs and the I/O APIC from the MultiProcessor table, for machines without ACPI
 * such as QEMU's microvm with acpi=off. Intel MultiProcessor Specification 1.4, ch. 4. That
 * machine's firmware, qboot, leaves the number of entries at 0, so entries are
 * walked by the length of the table; and it counts APIC IDs from 0 without gaps,
 * which is true only where the numbers of cores and threads are powers of two.
 */
#include <pc/checksum.h>
#include <pc/cpus.h>
#include <pc/ioapic.h>
#include <stdbool.h>
#include <string.h>
#include <uk/essentials.h>
#include <x86/layout.h>

#define EBDA_POINTER 0x40eUL /* segment of the extended BIOS data area */
#define BASE_MEMORY_END 0xa0000UL
#define BIOS_START 0xf0000UL
#define BIOS_END 0x100000UL
#define KIB 1024UL

#define ENTRY_PROCESSOR 0
#define ENTRY_IOAPIC 2
#define PROCESSOR_BYTES 20 /* all other entries have 8 */
#define OTHER_BYTES 8
#define PROCESSOR_ENABLED 1
#define IOAPIC_ENABLED 1

struct mp_pointer {
	char signature[4]; /* "_MP_" */
	__u32 table;
	__u8 paragraphs; /* length in units of 16 bytes */
	__u8 spec_rev;
	__u8 checksum;
	__u8 feature[5];
} __packed;

_Static_assert(sizeof(struct mp_pointer) == 16, "MP 4.1");

struct mp_table {
	char signature[4]; /* "PCMP" */
	__u16 length;	   /* of the base table */
	__u8 spec_rev;
	__u8 checksum;
	char oem_id[8];
	char product_id[12];
	__u32 oem_table;
	__u16 oem_table_size;
	__u16 entry_count;
	__u32 lapic_addr;
	__u16 extended_length;
	__u8 extended_checksum;
	__u8 reserved;
} __packed;

_Static_assert(sizeof(struct mp_table) == 44, "MP 4.2");

struct mp_processor {
	__u8 type;
	__u8 apic_id;
	__u8 apic_version;
	__u8 flags;
	__u8 rest[16];
} __packed;

_Static_assert(sizeof(struct mp_processor) == PROCESSOR_BYTES, "MP 4.3.1");

struct mp_ioapic {
	__u8 type;
	__u8 id;
	__u8 version;
	__u8 flags;
	__u32 addr;
} __packed;

_Static_assert(sizeof(struct mp_ioapic) == OTHER_BYTES, "MP 4.3.3");

static const struct mp_table *table_of(const struct mp_pointer *mp)
{
	const struct mp_table *table = (const void *)(__paddr_t)mp->table;

	if (memcmp(mp->signature, "_MP_", sizeof(mp->signature)) ||
	    !mp->paragraphs || !pc_checksum_ok(mp, mp->paragraphs * 16UL) ||
	    !mp->table || mp->table >= X86_DEVICE_BASE ||
	    memcmp(table->signature, "PCMP", sizeof(table->signature)) ||
	    !pc_checksum_ok(table, table->length))
		return NULL;
	return table;
}

static const struct mp_table *search(__paddr_t from, __paddr_t to)
{
	const struct mp_table *table;

	for (; from + sizeof(struct mp_pointer) <= to; from += 16) {
		table = table_of((const struct mp_pointer *)from);
		if (table)
			return table;
	}
	return NULL;
}

static const struct mp_table *find(void)
{
	const struct mp_table *table = NULL;
	__u16 segment;
	__paddr_t ebda;

	memcpy(&segment, (const void *)EBDA_POINTER, sizeof(segment));
	ebda = (__paddr_t)segment << 4;
	if (ebda && ebda < BASE_MEMORY_END)
		table = search(ebda, ebda + KIB);
	if (!table)
		table = search(BASE_MEMORY_END - KIB, BASE_MEMORY_END);
	if (!table)
		table = search(BIOS_START, BIOS_END);
	return table;
}

/* The one pins are counted from; another one's would need the bus entries */
static bool add_ioapic(const struct mp_ioapic *e)
{
	if (e->flags & IOAPIC_ENABLED)
		pc_ioapic_add(e->addr, 0);
	return e->flags & IOAPIC_ENABLED;
}

unsigned int pc_mptable_read(void)
{
	const struct mp_table *table = find();
	const struct mp_processor *p;
	bool has_ioapic = false;
	const char *at, *end;
	unsigned int cpus = 0;

	if (!table)
		return 0;
	at = (const char *)(table + 1);
	end = (const char *)table + table->length;
	while (at + OTHER_BYTES <= end) {
		p = (const struct mp_processor *)at;
		if (p->type != ENTRY_PROCESSOR) {
			if (p->type == ENTRY_IOAPIC && !has_ioapic)
				has_ioapic = add_ioapic((const void *)at);
			at += OTHER_BYTES;
			continue;
		}
		if (p->flags & PROCESSOR_ENABLED) {
			pc_cpu_add(p->apic_id);
			cpus++;
		}
		at += PROCESSOR_BYTES;
	}
	return cpus;
}
