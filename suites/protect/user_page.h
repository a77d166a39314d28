/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One page that is open to user mode and has all rights, for a moment.
 */
#ifndef __PROTECT_USER_PAGE_H__
#define __PROTECT_USER_PAGE_H__

#include "attempt.h"
#include "user.h"

/** Where it is: a top-level entry that nobody else uses */
#define USER_PAGE 0x0000050000000000UL

/** Maps it, for the kernel alone, with code in it. @return 0 or an error */
int user_page_begin(void);
/** Opens it to user mode, on all CPUs. @return number of entries changed */
unsigned int user_page_open(void);
/** @return 0 or an error */
int user_page_end(void);

#endif /* __PROTECT_USER_PAGE_H__ */
