/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Looks in the DSDT's bytes for devices with the hardware ID of virtio-mmio; the
 * first fixed memory range behind it is the device's. This is no interpreter:
 * it reads tables that name such a device's registers by constants, as QEMU's
 * do. ACPI Specification 6.4: 6.1.5 (_HID), 6.4.3.4
 * (32-bit fixed memory range descriptor). Interface: <pc/dsdt.h>.
 */
#include <pc/acpi.h>
#include <pc/dsdt.h>
#include <string.h>
#include <uk/essentials.h>

#define TRANSPORTS_MAX 32
#define MEMORY32_FIXED 0x86
#define MEMORY32_FIXED_LENGTH 9

static const char virtio_id[] = "LNRO0005";

struct memory32_fixed {
	__u8 tag;
	__u16 length;
	__u8 is_writable;
	__u32 base;
	__u32 bytes;
} __packed;

_Static_assert(sizeof(struct memory32_fixed) == 3 + MEMORY32_FIXED_LENGTH,
	       "ACPI 6.4.3.4");

static struct {
	__u32 base, bytes;
} transports[TRANSPORTS_MAX];
static unsigned int transport_count;

/* @return where the needle begins in [at, end), or `end` */
static const char *find(const char *at, const char *end, const void *needle,
			__sz len)
{
	for (; (__sz)(end - at) >= len; at++)
		if (!memcmp(at, needle, len))
			return at;
	return end;
}

static void add_transport(const char *at)
{
	struct memory32_fixed range;

	memcpy(&range, at, sizeof(range));
	transports[transport_count].base = range.base;
	transports[transport_count++].bytes = range.bytes;
}

static void read_devices(const char *at, const char *end)
{
	static const __u8 head[] = { MEMORY32_FIXED, MEMORY32_FIXED_LENGTH, 0 };

	while (transport_count < TRANSPORTS_MAX) {
		at = find(at, end, virtio_id, sizeof(virtio_id));
		at = find(at, end, head, sizeof(head));
		if ((__sz)(end - at) < sizeof(struct memory32_fixed))
			return;
		add_transport(at);
	}
}

void pc_dsdt_read(void)
{
	const struct acpi_header *dsdt = pc_acpi_dsdt();

	if (dsdt)
		read_devices((const char *)(dsdt + 1),
			     (const char *)dsdt + dsdt->length);
}

int pc_dsdt_virtio_probe(ukplat_virtio_mmio_cb cb, void *arg)
{
	unsigned int i;
	int rc;

	for (i = 0; i < transport_count; i++) {
		rc = cb(transports[i].base, transports[i].bytes, 0, arg);
		if (rc)
			return rc;
	}
	return 0;
}
