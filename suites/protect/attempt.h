/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Attempts to do what must not be done, on any CPU.
 */
#ifndef __PROTECT_ATTEMPT_H__
#define __PROTECT_ATTEMPT_H__

#include <string.h>
#include <uk/nofault.h>
#include <uk/plat/paging.h>
#include <uk/test.h>

/** Bytes that attempt_plant() writes */
#define CODE_SIZE 32

/** A function that returns at once, to be copied to where it must not run */
void attempt_plant(char *where);

/** @return 1 if the calling CPU refuses to execute there. Interrupts as they are */
int attempt_is_no_code(const volatile void *target);

static inline int is_readable(const volatile void *p)
{
	return uk_nofault_probe_r((__vaddr_t)p, 1, 0) == 1;
}

static inline int is_writable(const volatile void *p)
{
	return uk_nofault_probe_rw((__vaddr_t)p, 1, 0) == 1;
}

#endif /* __PROTECT_ATTEMPT_H__ */
