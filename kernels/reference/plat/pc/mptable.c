/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * CPUs from the MultiProcessor table, for machines without ACPI such as QEMU's
 * microvm with acpi=off. Intel MultiProcessor Specification 1.4, ch. 4. That
 * machine's firmware, qboot, leaves the number of entries at 0, so entries are
 * walked by the length of the table; and it counts APIC IDs from 0 without gaps,
 * which is true only where the numbers of cores and threads are powers of two.
 */
#include <pc/checksum.h>
#include <pc/cpus.h>
#include <string.h>
#include <uk/essentials.h>
#include <x86/layout.h>

#define EBDA_POINTER 0x40eUL /* segment of the extended BIOS data area */
#define BASE_MEMORY_END 0xa0000UL
#define BIOS_START 0xf0000UL
#define BIOS_END 0x100000UL
#define KIB 1024UL

#define ENTRY_PROCESSOR 0
#define PROCESSOR_BYTES 20 /* all other entries have 8 */
#define OTHER_BYTES 8
#define PROCESSOR_ENABLED 1

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

unsigned int pc_mptable_cpus(void)
{
	const struct mp_table *table = find();
	const struct mp_processor *p;
	const char *at, *end;
	unsigned int count = 0;

	if (!table)
		return 0;
	at = (const char *)(table + 1);
	end = (const char *)table + table->length;
	while (at + OTHER_BYTES <= end) {
		p = (const struct mp_processor *)at;
		if (p->type != ENTRY_PROCESSOR) {
			at += OTHER_BYTES;
			continue;
		}
		if (p->flags & PROCESSOR_ENABLED) {
			pc_cpu_add(p->apic_id);
			count++;
		}
		at += PROCESSOR_BYTES;
	}
	return count;
}
