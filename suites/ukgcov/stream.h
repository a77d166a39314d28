/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading dumps inside the guest: lines of the manifest, records of a gcda
 * stream (gcc's gcov-io.h: header of four words, then tag, length in bytes,
 * payload; a negative length stands for that many zero bytes).
 */
#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GCDA_MAGIC 0x67636461u /* "gcda" */
#define GCDA_HEADER_WORDS 4
#define GCDA_TAG_FUNCTION 0x01000000u
#define GCDA_TAG_ARCS 0x01a10000u

#define STREAM_COUNTERS_MAX 16

/** One manifest line; `path` is not terminated. */
struct stream_entry {
	uint64_t offset;
	uint32_t len;
	uint32_t crc;
	const char *path;
	size_t path_len;
};

/** A manifest read line by line. */
struct manifest {
	const char *at;
	const char *end;
	unsigned int files;
	uint64_t bytes;
};

/** Reads the first line; false when it is not a manifest's. */
bool manifest_open(struct manifest *m, const char *text, size_t len);

/** Reads the next entry; false when the line is not one. */
bool manifest_next(struct manifest *m, struct stream_entry *entry);

/** Whether nothing but the end line is left. */
bool manifest_is_complete(const struct manifest *m);

/** Finds the entry whose path ends in `tail`. */
bool manifest_find(const char *text, size_t len, const char *tail,
		   struct stream_entry *entry);

/**
 * Checks all entries against the bundle: contiguous from 0, long enough for a
 * header, right CRC, absolute path; then the end line.
 * @return -1 when all is well; else the index of the first bad entry, or the
 *	number of files when something else is wrong
 */
long manifest_first_bad(const char *text, size_t len, const uint8_t *bundle,
			size_t bundle_len);

/** What one stream with a single function holds. */
struct stream {
	uint32_t version;
	uint32_t stamp;
	unsigned int functions;
	unsigned int counters;
	uint64_t counter[STREAM_COUNTERS_MAX];
};

/** Parses a stream; false when its records do not add up. */
bool stream_parse(const void *data, size_t len, struct stream *s);

/**
 * Has libgcov write the stream whose path ends in `tail` and parses it: what a
 * dump holds for this object, without those of all the others.
 */
bool stream_read(const char *tail, struct stream *s);

/** Dumps to memory and parses the stream whose path ends in `tail`. */
bool stream_take(const char *tail, struct stream *s);

#endif /* STREAM_H */
