/* SPDX-License-Identifier: BSD-3-Clause */
/* Between the files of posix-mmap. */
#ifndef __POSIX_MMAP_INTERNAL_H__
#define __POSIX_MMAP_INTERNAL_H__

#include <stdbool.h>
#include <uk/arch/paging.h>
#include <uk/vma_types.h>
#include <uk/vmem.h>

#define PROT_ALL 7
#define MAP_SHARED 0x01
#define MAP_PRIVATE 0x02
#define MAP_SHARED_VALIDATE 0x03
#define MAP_TYPE 0x0f
#define MAP_FIXED 0x10
#define MAP_ANONYMOUS 0x20
#define MAP_NORESERVE 0x4000
#define MAP_POPULATE 0x8000
#define MAP_FIXED_NOREPLACE 0x100000

/** @return pages of `len` bytes, in bytes; 0: none or too many */
static inline __sz mmap_whole_pages(__sz len)
{
	return ALIGN_UP(len, PAGE_SIZE);
}

/** @return whether the calling thread belongs to a program: it is limited to its
 *  part of the address space
 */
bool mmap_is_program(void);

/** @return 0; -ENOMEM: the range is not the caller's to change */
int mmap_check_range(__vaddr_t vaddr, __sz len);

/** May `len` bytes more be mapped? Limits of the process, and memory that is
 *  left. @param is_backed they will need memory
 *  @return 0 or -ENOMEM
 */
int mmap_check_limits(__sz len, bool is_backed);

/** @return the first hole of `len` bytes for a mapping of the caller, from `hint`
 *  on if that is free; or __VADDR_INV
 */
__vaddr_t mmap_find_hole(__sz len, __vaddr_t hint);

/** @return whether nothing is mapped in the range */
bool mmap_is_free(__vaddr_t vaddr, __sz len);

/** @return whether all of the range is mapped */
bool mmap_is_mapped(__vaddr_t vaddr, __sz len);

/**
 * Maps what a file has. `vaddr` is the range's start, chosen by the caller.
 * @param flags of mmap(); UK_VMA_MAP_REPLACE in `vma_flags`
 * @return 0 or negative errno
 */
int mmap_file(int fd, __vaddr_t vaddr, __sz len, unsigned long prot, int flags,
	      unsigned long vma_flags, __u64 offset);

/** Makes addresses SIGBUS, in place of what is there. @return 0 or -ENOMEM */
int mmap_nothing(__vaddr_t vaddr, __sz len);

#endif /* __POSIX_MMAP_INTERNAL_H__ */
