/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The dump as text, for boots without a share. It is taken to memory first:
 * printing moves counters, and a stream must not change under its CRC.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <uk/essentials.h>
#include <uk/plat/console.h>

#include "bundle.h"

#define BYTES_PER_LINE 32
#define LINE_LEN 128

static const char prefix[] = "ukgcov: ";

struct printer {
	ukgcov_text_fn text;
	void *arg;
};

static void print_hex(const struct printer *out, const uint8_t *data,
		      size_t len)
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
	out->text(out->arg, line, (size_t)(p - line));
}

static void print_file(const struct printer *out, unsigned int i,
		       const uint8_t *data)
{
	const struct bundle_entry *entry = bundle_entry(i);
	char line[LINE_LEN];
	int len = snprintf(line, sizeof(line), "ukgcov: file %u %u %08x ", i,
			   entry->len, entry->crc);

	out->text(out->arg, line, (size_t)len);
	out->text(out->arg, entry->path, strlen(entry->path));
	out->text(out->arg, "\n", 1);
	for (size_t at = 0; at < entry->len; at += BYTES_PER_LINE)
		print_hex(out, data + at,
			  MIN(entry->len - at, (size_t)BYTES_PER_LINE));
}

static void print_frame(const struct printer *out, const char *format,
			const struct ukgcov_result *result)
{
	char line[LINE_LEN];
	int len = snprintf(line, sizeof(line), format, result->file_count,
			   (unsigned long long)result->bundle_len);

	out->text(out->arg, line, (size_t)len);
}

int ukgcov_dump_text(ukgcov_text_fn text, void *arg,
		     struct ukgcov_result *result)
{
	const struct printer out = { text, arg };
	const uint8_t *data;
	int rc = ukgcov_dump_memory(result);

	if (rc)
		return rc;
	data = (const uint8_t *)ukgcov_area.bundle;
	print_frame(&out, "ukgcov: begin 1 %u %llu\n", result);
	for (unsigned int i = 0; i < result->file_count; i++) {
		print_file(&out, i, data);
		data += bundle_entry(i)->len;
	}
	print_frame(&out, "ukgcov: end %u %llu\n", result);
	return 0;
}

/* Each line starts at column 0, even if someone else wrote in between. */
static void to_console(void *arg, const char *text, size_t len)
{
	bool *is_mid_line = arg;

	if (*is_mid_line)
		ukplat_coutk(text, (unsigned int)len);
	else
		ukplat_coutk_line(text, (unsigned int)len);
	*is_mid_line = text[len - 1] != '\n';
}

int ukgcov_dump_console(struct ukgcov_result *result)
{
	bool is_mid_line = false;
	int rc = ukgcov_dump_text(to_console, &is_mid_line, result);

	ukgcov_release_memory();
	return rc;
}
