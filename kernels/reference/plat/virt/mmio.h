/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Registers of devices. The memory is mapped as Device-nGnRnE, so that accesses
 * stay in order among themselves; towards normal memory they need barriers.
 */
#ifndef __VIRT_MMIO_H__
#define __VIRT_MMIO_H__

#include <uk/essentials.h>

static inline __u32 mmio_read32(__vaddr_t addr)
{
	return *(volatile __u32 *)addr;
}

static inline void mmio_write32(__vaddr_t addr, __u32 value)
{
	*(volatile __u32 *)addr = value;
}

static inline __u64 mmio_read64(__vaddr_t addr)
{
	return *(volatile __u64 *)addr;
}

static inline void mmio_write64(__vaddr_t addr, __u64 value)
{
	*(volatile __u64 *)addr = value;
}

static inline void mmio_write8(__vaddr_t addr, __u8 value)
{
	*(volatile __u8 *)addr = value;
}

#endif /* __VIRT_MMIO_H__ */
