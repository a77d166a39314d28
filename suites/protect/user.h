/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pages for user mode (x86_64) or EL0 (arm64) in the eyes of the CPU that runs:
 * what it has against the kernel's touching them, and how it is told to.
 */
#ifndef __PROTECT_USER_H__
#define __PROTECT_USER_H__

#include <stddef.h>
#include <uk/arch/paging.h>

/** Why the CPU does not refuse to execute a user page; NULL: it does */
const char *user_exec_gap(void);
/** Why the CPU does not refuse to read and write one; NULL: it does */
const char *user_access_gap(void);

/** @return the entry of a page, or of a table on the way, open to user mode */
__pte_t user_page_entry(__pte_t pte);
__pte_t user_table_entry(__pte_t pte);

/** Reads a byte of a user page with the CPU's leave to do so */
char user_read_with_leave(const volatile char *from);

/** Leaves the door open while `fn` runs, which must not return by longjmp() */
void user_with_leave(void (*fn)(void));

#endif /* __PROTECT_USER_H__ */
