/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The dump as text, for boots without a share. It is taken to memory first:
 * printing moves counters, and a stream must not change under its CRC.
 */
#include <stdio.h>
#include <string.h>
#include <uk/plat/console.h>

#include "bundle.h"

#define BYTES_PER_LINE 32
#define LINE_LEN 128

static const char prefix[] = "ukgcov: ";

static void print_hex(const uint8_t *data, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	char line[sizeof(prefix) + 2 * BYTES_PER_LINE];
	char *p = line + sizeof(prefix) - 1;

	memcpy(line, prefix, sizeof(prefix) - 1);
	for (size_t i = 0; i < len; i++) {
		*p++ = digits[data[i] >> 4];
		*p++ = digits[data[i] & 0xf];
	}
	*p++ = '\n';
	ukplat_coutk_line(line, (unsigned int)(p - line));
}

static void print_file(unsigned int i, const uint8_t *data)
{
	const struct bundle_entry *entry = bundle_entry(i);
	char line[LINE_LEN];
	int len = snprintf(line, sizeof(line), "ukgcov: file %u %u %08x ", i,
			   entry->len, entry->crc);

	ukplat_coutk_line(line, (unsigned int)len);
	ukplat_coutk(entry->path, (unsigned int)strlen(entry->path));
	ukplat_coutk("\n", 1);
	for (size_t at = 0; at < entry->len; at += BYTES_PER_LINE) {
		size_t left = entry->len - at;

		print_hex(data + at,
			  left < BYTES_PER_LINE ? left : BYTES_PER_LINE);
	}
}

static void print_frame(const char *format, const struct ukgcov_result *result)
{
	char line[LINE_LEN];
	int len = snprintf(line, sizeof(line), format, result->file_count,
			   (unsigned long long)result->bundle_len);

	ukplat_coutk_line(line, (unsigned int)len);
}

int ukgcov_dump_console(struct ukgcov_result *result)
{
	const uint8_t *data;
	int rc = ukgcov_dump_memory(result);

	if (rc)
		return rc;
	data = (const uint8_t *)ukgcov_area.bundle;
	print_frame("ukgcov: begin 1 %u %llu\n", result);
	for (unsigned int i = 0; i < result->file_count; i++) {
		print_file(i, data);
		data += bundle_entry(i)->len;
	}
	print_frame("ukgcov: end %u %llu\n", result);
	ukgcov_release_memory();
	return 0;
}
