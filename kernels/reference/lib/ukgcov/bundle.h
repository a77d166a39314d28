/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Making a bundle and its manifest, wherever they go.
 */
#ifndef __UKGCOV_BUNDLE_H__
#define __UKGCOV_BUNDLE_H__

#include <stddef.h>
#include <stdint.h>
#include <uk/gcov.h>

/** Takes the next bytes of a part; a negative errno ends the dump. */
typedef int (*bundle_sink)(void *arg, const void *data, size_t len);

/** One object's stream in the last bundle made. */
struct bundle_entry {
	const char *path;
	uint32_t len; /* bytes */
	uint32_t crc;
};

/**
 * Streams all objects' gcda data into `sink` and remembers their entries.
 * @return 0, the sink's error, -ENOSPC when there are more objects than
 *	CONFIG_LIBUKGCOV_MAX_OBJECTS
 */
int bundle_make(bundle_sink sink, void *arg, struct ukgcov_result *result);

/** Bytes of all objects' gcda data as the counters stand now. */
uint64_t bundle_measure(void);

/** Streams the manifest of the last bundle made into `sink`. */
int bundle_manifest(const struct ukgcov_result *result, bundle_sink sink,
		    void *arg);

/** Entry `i` of the last bundle made, i < file_count. */
const struct bundle_entry *bundle_entry(unsigned int i);

#endif /* __UKGCOV_BUNDLE_H__ */
