/* SPDX-License-Identifier: BSD-3-Clause */
/* The program break. */
#ifndef __POSIX_MMAP_BRK_H__
#define __POSIX_MMAP_BRK_H__

#include <uk/arch/types.h>

/** The break of a new program is at `start`, page aligned */
void mmap_brk_begin(__uptr start);

#endif /* __POSIX_MMAP_BRK_H__ */
