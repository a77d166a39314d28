/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * virtio-mmio transports named on the command line by words of the form
 * `virtio_mmio.device=SIZE@BASE:IRQ`, as QEMU's microvm appends them for each
 * device (so they may also stand behind a `--`). SIZE and BASE are numbers in
 * C notation; SIZE may end in K. A microvm with ACPI appends none: there the
 * DSDT has them.
 */
#include <pc/dsdt.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <uk/plat/bootstrap.h>
#include <uk/plat/virtio.h>

static const char key[] = "virtio_mmio.device=";

static bool parse_device(const char *word, uint64_t *base, size_t *len,
			 unsigned int *irq)
{
	char *end;

	*len = strtoul(word, &end, 0);
	if (*end == 'K') {
		*len *= 1024;
		end++;
	}
	if (*len == 0 || *end != '@')
		return false;
	*base = strtoul(end + 1, &end, 0);
	if (*end != ':' || *base == 0)
		return false;
	*irq = (unsigned int)strtoul(end + 1, NULL, 0);
	return true;
}

static int probe_words(ukplat_virtio_mmio_cb cb, void *arg)
{
	const char *word = ukplat_get_cmdline();
	unsigned int irq;
	uint64_t base;
	size_t len;
	int rc;

	while ((word = strstr(word, key)) != NULL) {
		word += sizeof(key) - 1;
		if (!parse_device(word, &base, &len, &irq))
			continue;
		rc = cb(base, len, irq, arg);
		if (rc)
			return rc;
	}
	return 0;
}

int ukplat_virtio_mmio_probe(ukplat_virtio_mmio_cb cb, void *arg)
{
	int rc = probe_words(cb, arg);

	return rc ? rc : pc_dsdt_virtio_probe(cb, arg);
}
