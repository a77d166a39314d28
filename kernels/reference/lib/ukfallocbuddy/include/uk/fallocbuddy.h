/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Binary buddy frame allocator (Knuth, TAOCP vol. 1, 2.5). Memory is a list of
 * zones, one for each range added. A free block has 2^order frames and is
 * aligned to its size, so that blocks of 2 MiB can back large pages.
 *
 * What is known of a frame lives in an array beside the memory, not in the
 * frame: a stray write to a freed frame cannot damage the allocator, and frames
 * need no mapping.
 */
#ifndef __UK_FALLOCBUDDY_H__
#define __UK_FALLOCBUDDY_H__

#include <uk/falloc.h>
#include <uk/spinlock.h>

#ifdef __cplusplus
extern "C" {
#endif

struct uk_fallocbuddy_zone;

struct uk_fallocbuddy {
	struct uk_falloc fa; /* first, so that the pointers convert */
	struct uk_spinlock lock;
	struct uk_fallocbuddy_zone *zones;
};

/** Makes an allocator without memory. */
void uk_fallocbuddy_init(struct uk_fallocbuddy *fb);

/** @return bytes of metadata that addmem() needs for so many frames */
__sz uk_fallocbuddy_metadata_size(unsigned long frames);

#ifdef __cplusplus
}
#endif

#endif /* __UK_FALLOCBUDDY_H__ */
