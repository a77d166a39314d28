/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What of the file interface differs between architectures: four open flags and
 * the result of stat. Linux ABI of x86_64.
 */
#ifndef __UK_ASM_FILE_ABI_H__
#define __UK_ASM_FILE_ABI_H__

#include <uk/arch/types.h>

#define O_DIRECT 0040000
#define O_LARGEFILE 0100000
#define O_DIRECTORY 0200000
#define O_NOFOLLOW 0400000

struct uk_stat {
	__u64 st_dev;
	__u64 st_ino;
	__u64 st_nlink;
	__u32 st_mode;
	__u32 st_uid;
	__u32 st_gid;
	__u32 padding;
	__u64 st_rdev;
	__s64 st_size;
	__s64 st_blksize;
	__s64 st_blocks;
	struct uk_timespec st_atim, st_mtim, st_ctim;
	__s64 unused[3];
};

_Static_assert(sizeof(struct uk_stat) == 144, "Linux ABI");

#endif /* __UK_ASM_FILE_ABI_H__ */
