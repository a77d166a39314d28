/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What of the file interface differs between architectures: four open flags and
 * the result of stat. Linux ABI of arm64.
 */
#ifndef __UK_ASM_FILE_ABI_H__
#define __UK_ASM_FILE_ABI_H__

#include <uk/arch/types.h>

#define O_DIRECTORY 0040000
#define O_NOFOLLOW 0100000
#define O_DIRECT 0200000
#define O_LARGEFILE 0400000

struct uk_stat {
	__u64 st_dev;
	__u64 st_ino;
	__u32 st_mode;
	__u32 st_nlink;
	__u32 st_uid;
	__u32 st_gid;
	__u64 st_rdev;
	__u64 padding;
	__s64 st_size;
	__s32 st_blksize;
	__s32 padding2;
	__s64 st_blocks;
	struct uk_timespec st_atim, st_mtim, st_ctim;
	__u32 unused[2];
};

_Static_assert(sizeof(struct uk_stat) == 128, "Linux ABI");

#endif /* __UK_ASM_FILE_ABI_H__ */
