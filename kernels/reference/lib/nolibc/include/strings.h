/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Comparison without regard to case and bit search, POSIX.1-2017 <strings.h>,
 * in the "C" locale.
 */
#ifndef __NOLIBC_STRINGS_H__
#define __NOLIBC_STRINGS_H__

#include <stddef.h>

int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t len);
/** Position of the lowest set bit counted from 1, or 0 for 0 */
int ffs(int value);

#endif /* __NOLIBC_STRINGS_H__ */
