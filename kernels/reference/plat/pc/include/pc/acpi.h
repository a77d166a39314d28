/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ACPI tables: how they are found and those that the kernel reads. ACPI
 * Specification 6.4, 5.2.5 (RSDP), 5.2.6 (header), 5.2.9 (FADT), 5.2.12 (MADT).
 * A table with a bad checksum is as good as absent.
 */
#ifndef __PC_ACPI_H__
#define __PC_ACPI_H__

#include <uk/arch/types.h>

struct acpi_header {
	char signature[4];
	__u32 length; /* of the whole table */
	__u8 revision;
	__u8 checksum; /* all bytes of the table add up to 0 */
	char oem_id[6];
	char oem_table_id[8];
	__u32 oem_revision;
	__u32 creator_id;
	__u32 creator_revision;
} __attribute__((packed));

_Static_assert(sizeof(struct acpi_header) == 36, "ACPI 5.2.6");

struct acpi_madt {
	struct acpi_header header;
	__u32 lapic_addr;
	__u32 flags;
	/* entries follow */
} __attribute__((packed));

struct acpi_madt_entry {
	__u8 type;
	__u8 length;
} __attribute__((packed));

#define ACPI_MADT_LAPIC 0
#define ACPI_MADT_IOAPIC 1
#define ACPI_MADT_X2APIC 9
#define ACPI_MADT_ENABLED 1u

struct acpi_madt_lapic {
	struct acpi_madt_entry entry;
	__u8 processor_uid;
	__u8 apic_id;
	__u32 flags;
} __attribute__((packed));

struct acpi_madt_x2apic {
	struct acpi_madt_entry entry;
	__u16 reserved;
	__u32 apic_id;
	__u32 flags;
	__u32 processor_uid;
} __attribute__((packed));

struct acpi_madt_ioapic {
	struct acpi_madt_entry entry;
	__u8 id;
	__u8 reserved;
	__u32 addr;
	__u32 gsi_base;
} __attribute__((packed));

struct acpi_fadt {
	struct acpi_header header;
	__u32 firmware_ctrl;
	__u32 dsdt;
	__u8 not_used1[2];
	__u16 sci_gsi;
	__u32 smi_port; /* SMI_CMD, 0: the hardware is in ACPI mode always */
	__u8 acpi_enable;
	__u8 not_used2[3];
	__u32 pm1a_event_port;
	__u32 pm1b_event_port;
	__u32 pm1a_control_port;
	__u8 not_used3[8];
	__u32 pm_timer_port; /* PM_TMR_BLK, 0 if there is none */
	__u8 not_used4[8];
	__u8 pm1_event_bytes;
	__u8 not_used5[23];
	__u32 flags;
} __attribute__((packed));

_Static_assert(__builtin_offsetof(struct acpi_fadt, pm_timer_port) == 76,
	       "ACPI table 5.9");
_Static_assert(__builtin_offsetof(struct acpi_fadt, flags) == 112,
	       "ACPI table 5.9");

#define ACPI_FADT_CONTROL_BUTTON (1u << 4) /* no button of fixed hardware */
#define ACPI_FADT_HW_REDUCED (1u << 20)

/**
 * Finds the root table. Once, while the boot tables are in use.
 * @param rsdp physical address of the root pointer, which a PVH boot loader
 *   gives wherever there is one, or 0: the machine has no ACPI
 */
void pc_acpi_init(__paddr_t rsdp);

/**
 * @param signature four characters, as in the table's header; of several tables
 *   of one kind the first
 * @return the table, or NULL if there is none, or no ACPI
 */
const struct acpi_header *pc_acpi_table(const char *signature);

/** @return the table at a physical address, or NULL if it is no such table */
const struct acpi_header *pc_acpi_table_at(__paddr_t addr,
					   const char *signature);

/** @return the entry of the MADT behind one, or the first if that is NULL; NULL:
 *  there are no more
 */
const struct acpi_madt_entry *pc_madt_next(const struct acpi_madt_entry *after);

/** @return the table that the FADT points to (ACPI 5.2.11.1), or NULL */
const struct acpi_header *pc_acpi_dsdt(void);

#endif /* __PC_ACPI_H__ */
