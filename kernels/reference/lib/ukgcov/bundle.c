/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Objects to gcda streams: walks the pointers that -fprofile-info-section
 * left in section .gcov_info and has libgcov turn each into a stream. Bytes
 * arrive four at a time, so they are gathered before they go anywhere.
 */
#include <errno.h>
#include <gcov.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <uk/config.h>

#include "bundle.h"

#define BUFFER_LEN (32 * 1024)
/* What libgcov hands over at once. */
#define WORD sizeof(uint32_t)
/* A manifest line without its path. */
#define LINE_LEN 64

/* Set by the linker script around .gcov_info. */
extern const struct gcov_info *const __gcov_info_start[];
extern const struct gcov_info *const __gcov_info_end[];

static struct bundle_entry entries[CONFIG_LIBUKGCOV_MAX_OBJECTS];

/* Only one dump at a time: one gathering buffer for all. */
static struct gather {
	bundle_sink sink;
	void *arg;
	struct bundle_entry *entry;
	size_t used;
	size_t summed; /* bytes of the buffer that entry->crc covers */
	uint64_t total;
	int error;
	uint8_t buffer[BUFFER_LEN];
} gather;

static void gather_begin(bundle_sink sink, void *arg)
{
	gather.sink = sink;
	gather.arg = arg;
	gather.entry = NULL;
	gather.used = 0;
	gather.summed = 0;
	gather.total = 0;
	gather.error = 0;
}

static void sum_up(void)
{
	size_t fresh = gather.used - gather.summed;

	if (gather.entry)
		gather.entry->crc =
			ukgcov_crc32(gather.entry->crc,
				     gather.buffer + gather.summed, fresh);
	gather.summed = gather.used;
}

static void flush(void)
{
	sum_up();
	if (gather.error == 0 && gather.used > 0)
		gather.error = gather.sink(gather.arg, gather.buffer,
					   gather.used);
	gather.used = 0;
	gather.summed = 0;
}

static void add(const void *data, size_t len)
{
	const uint8_t *src = data;

	gather.total += len;
	while (len > 0) {
		size_t room = BUFFER_LEN - gather.used;
		size_t n = len < room ? len : room;

		memcpy(gather.buffer + gather.used, src, n);
		gather.used += n;
		src += n;
		len -= n;
		if (gather.used == BUFFER_LEN)
			flush();
	}
}

static void on_filename(const char *path, void *arg)
{
	(void)arg;
	gather.entry->path = path;
}

/* A copy of a word in place costs a tenth of a call for it. */
static void on_data(const void *data, unsigned int len, void *arg)
{
	(void)arg;
	gather.entry->len += len;
	if (len != WORD || BUFFER_LEN - gather.used <= WORD) {
		add(data, len);
		return;
	}
	__builtin_memcpy(gather.buffer + gather.used, data, WORD);
	gather.used += WORD;
	gather.total += WORD;
}

/* Only profiles of values need memory; none are compiled in. */
static void *on_allocate(unsigned int len, void *arg)
{
	(void)len;
	(void)arg;
	return NULL;
}

static void add_object(const struct gcov_info *info, struct bundle_entry *entry)
{
	*entry = (struct bundle_entry){ 0 };
	gather.entry = entry;
	__gcov_info_to_gcda(info, on_filename, on_data, on_allocate, NULL);
	sum_up();
}

/* The linker's symbols as numbers: they are two objects to the compiler. */
static size_t object_count(void)
{
	return ((uintptr_t)__gcov_info_end - (uintptr_t)__gcov_info_start) /
	       sizeof(__gcov_info_start[0]);
}

static void on_unwanted_filename(const char *path, void *arg)
{
	(void)path;
	(void)arg;
}

static void on_measured_data(const void *data, unsigned int len, void *arg)
{
	uint64_t *total = arg;

	(void)data;
	*total += len;
}

uint64_t bundle_measure(void)
{
	uint64_t total = 0;

	for (size_t i = 0; i < object_count(); i++)
		__gcov_info_to_gcda(__gcov_info_start[i], on_unwanted_filename,
				    on_measured_data, on_allocate, &total);
	return total;
}

int bundle_make(bundle_sink sink, void *arg, struct ukgcov_result *result)
{
	size_t count = object_count();

	if (count > CONFIG_LIBUKGCOV_MAX_OBJECTS)
		return -ENOSPC;
	gather_begin(sink, arg);
	for (size_t i = 0; i < count && gather.error == 0; i++)
		add_object(__gcov_info_start[i], &entries[i]);
	flush();
	result->file_count = (unsigned int)count;
	result->bundle_len = gather.total;
	return gather.error;
}

static void add_line(uint64_t offset, const struct bundle_entry *entry)
{
	char line[LINE_LEN];
	int len = snprintf(line, sizeof(line), "%llu %u %08x ",
			   (unsigned long long)offset, entry->len, entry->crc);

	add(line, (size_t)len);
	add(entry->path, strlen(entry->path));
	add("\n", 1);
}

int bundle_manifest(const struct ukgcov_result *result, bundle_sink sink,
		    void *arg)
{
	char line[LINE_LEN];
	uint64_t offset = 0;
	int len = snprintf(line, sizeof(line), "ukgcov 1 %u %llu\n",
			   result->file_count,
			   (unsigned long long)result->bundle_len);

	gather_begin(sink, arg);
	add(line, (size_t)len);
	for (unsigned int i = 0; i < result->file_count; i++) {
		add_line(offset, &entries[i]);
		offset += entries[i].len;
	}
	add("end\n", 4);
	flush();
	return gather.error;
}

const struct bundle_entry *bundle_entry(unsigned int i)
{
	return &entries[i];
}
