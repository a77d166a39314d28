/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A page with an unmapped page on either side, so that a read or write one byte
 * outside of an object at its edge faults.
 */
#ifndef __SUITE_NOLIBC_GUARD_H__
#define __SUITE_NOLIBC_GUARD_H__

#include <stddef.h>

/** Bytes in the page */
#define GUARDED_SIZE 4096

/** @return the page, zeroed; NULL if it cannot be mapped */
char *guarded_page_map(void);

void guarded_page_unmap(void);

#endif /* __SUITE_NOLIBC_GUARD_H__ */
