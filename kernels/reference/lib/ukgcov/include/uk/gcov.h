/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Coverage data of the running kernel: gcc's counters, brought out as files on
 * the 9p share, as text on the console or in memory. Built on what gcc offers
 * freestanding programs: -fprofile-info-section and __gcov_info_to_gcda()
 * ("Profiling and Test Coverage in Freestanding Environments", GCC manual).
 *
 * A dump has two parts. The bundle is the .gcda streams of all objects back
 * to back. The manifest is text:
 *
 *	ukgcov 1 FILES BYTES
 *	OFFSET LENGTH CRC32 PATH	(FILES lines, OFFSET ascending)
 *	end
 *
 * Numbers are decimal, CRC32 is 8 hex digits (the CRC of zlib and Ethernet),
 * PATH is where gcov looks for the stream. A dump whose manifest does not
 * begin and end like this is cut off.
 *
 * No function may be called from interrupt handlers, nor on two CPUs at once.
 */
#ifndef __UK_GCOV_H__
#define __UK_GCOV_H__

#include <stddef.h>
#include <stdint.h>

#define UKGCOV_OUT_NONE 0
#define UKGCOV_OUT_FILE 1
#define UKGCOV_OUT_CONSOLE 2
#define UKGCOV_OUT_MEMORY 3

/** "UKGCOV\r\n" read as a little-endian number: finds the area in a dump. */
#define UKGCOV_AREA_MAGIC 0x0a0d564f43474b55ULL

/** Where the last dump to memory is; symbol `ukgcov_area`. */
struct ukgcov_area {
	uint64_t magic; /* 0 until a dump is complete */
	uint64_t bundle;
	uint64_t bundle_len; /* bytes */
	uint64_t manifest;
	uint64_t manifest_len;
};

extern struct ukgcov_area ukgcov_area;

/** What dumping produced. */
struct ukgcov_result {
	unsigned int file_count;
	uint64_t bundle_len; /* bytes */
};

/**
 * Dumps as the command line says (`ukgcov.out=file|console|memory|none`, else
 * as configured) and prints one line: `ukgcov: wrote N files, B bytes` or
 * `ukgcov: error -E WHERE`.
 * @return 0 or a negative errno
 */
int ukgcov_dump_info(void);

/** The same under the name of the public interface. */
void gcov_dump_info(void);

/**
 * Writes FOLDER/BUNDLE, then FOLDER/MANIFEST to the 9p share; makes FOLDER
 * where it is missing.
 * @return 0, -ENODEV without a share, or what <uk/9p_file.h> returns
 */
int ukgcov_dump_file(const char *folder, struct ukgcov_result *result);

/**
 * Prints the dump: `ukgcov: begin 1 FILES BYTES`, for each object
 * `ukgcov: file INDEX LENGTH CRC32 PATH` and `ukgcov: HEX` lines of 32 bytes
 * (the last one shorter), then `ukgcov: end FILES BYTES`.
 * @return 0, -ENOMEM
 */
int ukgcov_dump_console(struct ukgcov_result *result);

/** Takes the next piece of the printed form; a piece is not always a line. */
typedef void (*ukgcov_text_fn)(void *arg, const char *text, size_t len);

/**
 * Prints into `text` instead of the console. The dump that was printed stays
 * in memory as after ukgcov_dump_memory().
 * @return 0, -ENOMEM
 */
int ukgcov_dump_text(ukgcov_text_fn text, void *arg,
		     struct ukgcov_result *result);

/**
 * Keeps the dump in memory from the default allocator, described by
 * ukgcov_area, until the next call or ukgcov_release_memory().
 * @return 0, -ENOMEM
 */
int ukgcov_dump_memory(struct ukgcov_result *result);

/** Frees the memory of the last dump to memory. */
void ukgcov_release_memory(void);

/** Sets all counters of all objects to zero. */
void ukgcov_reset(void);

/** Bytes that ukgcov_save() writes; the same for the life of the kernel. */
size_t ukgcov_saved_len(void);

/** Copies all counters, so that a part of a run can be looked at alone. */
void ukgcov_save(int64_t *to);

/** Adds saved counters to the present ones. */
void ukgcov_add_back(const int64_t *from);

/** CRC-32 (IEEE 802.3) of `len` bytes, continuing from `crc` (0 at first). */
uint32_t ukgcov_crc32(uint32_t crc, const void *data, size_t len);

#endif /* __UK_GCOV_H__ */
