/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Finding ACPI tables. Interface and specification: <pc/acpi.h>. Tables above
 * 4 GiB are out of reach of the boot tables and ignored.
 */
#include <pc/acpi.h>
#include <pc/checksum.h>
#include <string.h>
#include <uk/essentials.h>
#include <x86/layout.h>

#define RSDP_V1_LENGTH 20

struct rsdp {
	char signature[8]; /* "RSD PTR " */
	__u8 checksum;	   /* of the first 20 bytes */
	char oem_id[6];
	__u8 revision;
	__u32 rsdt;
	/* revision 2 and later */
	__u32 length;
	__u64 xsdt;
	__u8 extended_checksum;
	__u8 reserved[3];
} __packed;

_Static_assert(sizeof(struct rsdp) == 36, "ACPI 5.2.5.3");

static const struct acpi_header *root;
static unsigned int entry_bytes; /* of the pointers in the root table */

static int rsdp_ok(const struct rsdp *rsdp)
{
	if (memcmp(rsdp->signature, "RSD PTR ", sizeof(rsdp->signature)) ||
	    !pc_checksum_ok(rsdp, RSDP_V1_LENGTH))
		return 0;
	return rsdp->revision < 2 || pc_checksum_ok(rsdp, sizeof(*rsdp));
}

const struct acpi_header *pc_acpi_table_at(__paddr_t addr,
					   const char *signature)
{
	const struct acpi_header *table = (const struct acpi_header *)addr;

	if (!addr || addr >= X86_DEVICE_BASE ||
	    memcmp(table->signature, signature, sizeof(table->signature)) ||
	    table->length < sizeof(*table) ||
	    table->length > X86_DEVICE_BASE - addr ||
	    !pc_checksum_ok(table, table->length))
		return NULL;
	return table;
}

void pc_acpi_init(__paddr_t addr)
{
	const struct rsdp *rsdp = (const struct rsdp *)addr;

	if (!addr || addr >= X86_DEVICE_BASE || !rsdp_ok(rsdp))
		return;
	if (rsdp->revision >= 2) {
		root = pc_acpi_table_at(rsdp->xsdt, "XSDT");
		entry_bytes = 8;
	}
	if (!root) {
		root = pc_acpi_table_at(rsdp->rsdt, "RSDT");
		entry_bytes = 4;
	}
}

static __paddr_t entry(unsigned int i)
{
	const char *at = (const char *)(root + 1) + i * entry_bytes;
	__u64 addr = 0;

	memcpy(&addr, at, entry_bytes); /* entries are not aligned */
	return addr;
}

const struct acpi_header *pc_acpi_table(const char *signature)
{
	const struct acpi_header *table;
	unsigned int count, i;

	if (!root)
		return NULL;
	count = (root->length - sizeof(*root)) / entry_bytes;
	for (i = 0; i < count; i++) {
		table = pc_acpi_table_at(entry(i), signature);
		if (table)
			return table;
	}
	return NULL;
}

const struct acpi_madt_entry *pc_madt_next(const struct acpi_madt_entry *after)
{
	const struct acpi_header *madt = pc_acpi_table("APIC");
	const struct acpi_madt_entry *e;
	const char *at, *end;

	if (!madt)
		return NULL;
	end = (const char *)madt + madt->length;
	at = after ? (const char *)after + after->length
		   : (const char *)madt + sizeof(struct acpi_madt);
	e = (const struct acpi_madt_entry *)at;
	if (at + sizeof(*e) > end || e->length < sizeof(*e) ||
	    at + e->length > end)
		return NULL;
	return e;
}

const struct acpi_header *pc_acpi_dsdt(void)
{
	const struct acpi_fadt *fadt = (const void *)pc_acpi_table("FACP");

	if (!fadt || fadt->header.length < sizeof(*fadt))
		return NULL;
	return pc_acpi_table_at(fadt->dsdt, "DSDT");
}
