/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The instructions that may fault, one set of functions for each way to treat
 * a fault, and the table that tells the trap handler. A row of the table:
 *
 *   address of the instruction, address to go on at, way
 *
 * The functions are in assembly, arch/<a>/access.S, leaf functions without a
 * frame, so that the registers at the recovery address are those of the fault.
 */
#ifndef __UKNOFAULT_ACCESS_H__
#define __UKNOFAULT_ACCESS_H__

/* Ways */
#define NOFAULT_PAGING 0   /* demand paging first, then recovery */
#define NOFAULT_NOPAGING 1 /* recovery at once */

#ifndef __ASSEMBLY__
#include <uk/arch/types.h>

struct nofault_row {
	__u64 pc;
	__u64 recovery;
	__u64 way;
};

/** Reads a byte. @return 0, or 1 on a fault */
int nofault_read_paging(__vaddr_t vaddr);
int nofault_read_nopaging(__vaddr_t vaddr);

/** Reads a byte and writes it back atomically. @return 0, or 1 on a fault */
int nofault_rw_paging(__vaddr_t vaddr);
int nofault_rw_nopaging(__vaddr_t vaddr);

/** Copies in ascending order. @return number of bytes not copied */
__sz nofault_copy_paging(char *dst, const char *src, __sz len);
__sz nofault_copy_nopaging(char *dst, const char *src, __sz len);

/** Makes a trap at an instruction of the table go on at its recovery address.
 *  @return an UK_EVENT_* of the trap
 */
int nofault_recover(void *trap_ctx);
#endif /* !__ASSEMBLY__ */

#endif /* __UKNOFAULT_ACCESS_H__ */
