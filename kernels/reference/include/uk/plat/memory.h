/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory regions of the machine. The platform fills them in early boot; later
 * they are read only. Regions are sorted by physical address and do not
 * overlap; ranges are half open.
 */
#ifndef __UK_PLAT_MEMORY_H__
#define __UK_PLAT_MEMORY_H__

#include <uk/essentials.h>

/** Region types: exactly one bit each, so that they can serve as masks. */
#define UKPLAT_MEMRT_ANY 0xffff
#define UKPLAT_MEMRT_FREE 0x0001
#define UKPLAT_MEMRT_RESERVED 0x0002
#define UKPLAT_MEMRT_KERNEL 0x0004
#define UKPLAT_MEMRT_INITRD 0x0008
#define UKPLAT_MEMRT_CMDLINE 0x0010
#define UKPLAT_MEMRT_DEVICETREE 0x0020
#define UKPLAT_MEMRT_STACK 0x0040
#define UKPLAT_MEMRT_DEVICE 0x0080

/** Region flags. MAP and UNMAP ask ukplat_paging_init() to act. */
#define UKPLAT_MEMRF_ALL 0xffff
#define UKPLAT_MEMRF_READ 0x0001
#define UKPLAT_MEMRF_WRITE 0x0002
#define UKPLAT_MEMRF_EXECUTE 0x0004
#define UKPLAT_MEMRF_PERMS 0x0007
#define UKPLAT_MEMRF_UNMAP 0x0010
#define UKPLAT_MEMRF_MAP 0x0020

struct ukplat_memregion_desc {
	/** First physical and virtual address. */
	__paddr_t pbase;
	__vaddr_t vbase;
	/** Length in bytes. */
	__sz len;
	__u16 type;
	__u16 flags;
	/** Short name for people, NUL terminated. */
	char name[36];
};

/** Number of regions. */
int ukplat_memregion_count(void);

/**
 * Region `idx`.
 * @return 0, or -1 where there is none
 */
int ukplat_memregion_get(int idx, struct ukplat_memregion_desc **mrd);

/**
 * Next region after index `i` (-1: the first) whose type is in `type` and that
 * has all of `flags`.
 * @return its index, or -1
 */
int ukplat_memregion_find_next(int i, __u32 type, __u32 flags,
			       struct ukplat_memregion_desc **mrd);

#define ukplat_memregion_foreach(mrd, type, flags)                             \
	for (int __mr_i = ukplat_memregion_find_next(-1, (type), (flags),      \
						     (mrd));                   \
	     __mr_i >= 0; __mr_i = ukplat_memregion_find_next(                 \
				  __mr_i, (type), (flags), (mrd)))

#endif /* __UK_PLAT_MEMORY_H__ */
