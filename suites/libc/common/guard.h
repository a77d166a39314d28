/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory whose neighbours cannot be touched (POSIX.1-2017 mmap() with
 * PROT_NONE), so that an access outside of an object ends the program.
 */
#ifndef CHECK_GUARD_H
#define CHECK_GUARD_H

#include <stddef.h>

/*
 * At least `len` bytes of zeros that end at (`guard_tail`) or start after
 * (`guard_head`) memory without access: the address of the first of the `len`
 * bytes. Ends the program if there is no memory. Never freed.
 */
char *guard_tail(size_t len);
char *guard_head(size_t len);

#endif /* CHECK_GUARD_H */
