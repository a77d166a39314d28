/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory accesses that report a fault instead of crashing. An access is tried;
 * if it faults, and nobody can resolve the fault (demand paging may), the trap
 * handler makes it go on at a recovery address.
 *
 * There is no state: what is to be done about a fault follows from the address
 * of the faulting instruction alone. So all functions may be called in any
 * context, in interrupt and trap handlers too, on any CPU, nested at will.
 *
 * Ranges end at the top of the address space at the latest; bytes that would
 * lie beyond it count as inaccessible.
 */
#ifndef __UK_NOFAULT_H__
#define __UK_NOFAULT_H__

#include <uk/arch/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Do not stop at a page that faults: skip it and go on behind it */
#define UK_NOFAULTF_CONTINUE 0x01UL
/** Faults are not resolved by demand paging */
#define UK_NOFAULTF_NOPAGING 0x02UL

/**
 * Tries to read a range (one byte of each page).
 * @param flags UK_NOFAULTF_*
 * @return number of bytes that can be read: up to the first page that faults,
 *   or with CONTINUE in all pages that do not
 */
__sz uk_nofault_probe_r(__vaddr_t vaddr, __sz len, unsigned long flags);

/**
 * Tries to read and write a range. What is written is what was there, in one
 * atomic step, so that concurrent writers lose nothing.
 * @return as uk_nofault_probe_r()
 */
__sz uk_nofault_probe_rw(__vaddr_t vaddr, __sz len, unsigned long flags);

/**
 * Copies memory, in ascending order: the ranges may overlap if `dst` is below
 * `src`.
 * @return number of bytes copied: up to the first that faults in either range,
 *   or with CONTINUE all that do not. Those, and no others, were written
 */
__sz uk_nofault_memcpy(char *dst, const char *src, __sz len,
		       unsigned long flags);

/** Reads `*ptr` into the variable `v`. @return 1, or 0 on a fault */
#define uk_nofault_try_read(v, ptr)                                            \
	(uk_nofault_memcpy((char *)&(v), (const char *)(ptr), sizeof(v), 0) == \
	 sizeof(v))

/** Writes `value` to `*ptr`. @return 1, or 0 on a fault */
#define uk_nofault_try_write(value, ptr)                                       \
	({                                                                     \
		__typeof__(value) _v = (value);                                \
		uk_nofault_memcpy((char *)(ptr), (const char *)&_v,            \
				  sizeof(_v), 0) == sizeof(_v);                \
	})

#ifdef __cplusplus
}
#endif

#endif /* __UK_NOFAULT_H__ */
