/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One contiguous range of frames under buddy management; no locking here.
 * Blocks are named by the index of their first frame in the zone.
 */
#ifndef __UKFALLOCBUDDY_ZONE_H__
#define __UKFALLOCBUDDY_ZONE_H__

#include <uk/arch/paging.h>

/* The largest block is 2^18 frames, 1 GiB: a huge page */
#define ZONE_ORDERS 19
#define ZONE_NONE 0xffffffffU

/* What a frame is: the order of the free block that begins here, or one of */
#define FRAME_FREE 0xfe /* inside a free block, not its first frame */
#define FRAME_USED 0xff

struct zone_frame {
	__u32 next; /* first frame of a free block: the list of its order */
	__u32 prev;
	__u32 state;
};

struct uk_fallocbuddy_zone {
	struct uk_fallocbuddy_zone *next;
	unsigned long base;   /* frame number: physical address / PAGE_SIZE */
	unsigned long frames;
	__u32 head[ZONE_ORDERS];
	struct zone_frame frame[];
};

/** Makes a zone of `frames` free frames from frame number `base` on. */
void zone_init(struct uk_fallocbuddy_zone *z, unsigned long base,
	       unsigned long frames);

/** @return smallest order with at least `frames` frames; may be too large */
unsigned int zone_order(unsigned long frames);

/**
 * Takes `frames` frames that begin in [min, max - frames], `align` (a power of
 * two) dividing the first frame's number. Bounds are frame numbers.
 * @return index of the first frame, or ZONE_NONE
 */
__u32 zone_take(struct uk_fallocbuddy_zone *z, unsigned long frames,
		unsigned long align, unsigned long min, unsigned long max);

/** Takes these frames. @return 1, or 0 (and nothing) if one is in use */
int zone_take_at(struct uk_fallocbuddy_zone *z, __u32 first,
		 unsigned long frames);

/** Gives these frames back. @return 1, or 0 (and nothing) if one is free */
int zone_give(struct uk_fallocbuddy_zone *z, __u32 first,
	      unsigned long frames);

#endif /* __UKFALLOCBUDDY_ZONE_H__ */
