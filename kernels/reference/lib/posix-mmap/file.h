/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared mappings of files, for the handling of faults. */
#ifndef __POSIX_MMAP_FILE_H__
#define __POSIX_MMAP_FILE_H__

#include <stdbool.h>
#include <uk/vmem.h>

/** @return whether the area shows pages of a file */
bool mmap_file_has(const struct uk_vma *vma);

/** Maps a page of it. @return 0; -EFAULT: behind the file's end; -ENOMEM */
int mmap_file_fault(const struct uk_vma *vma, __vaddr_t vaddr);

/** Times of files that are mapped for writing there; what was written is in the
 *  file already
 */
void mmap_file_sync(__vaddr_t vaddr, __sz len);

#endif /* __POSIX_MMAP_FILE_H__ */
