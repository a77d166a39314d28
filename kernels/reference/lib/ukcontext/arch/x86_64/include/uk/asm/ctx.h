/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What differs between architectures in contexts and TLS: the x86_64 side.
 * System V psABI 3.2.1, ELF TLS 3.4.6.
 */
#ifndef __UK_ASM_CTX_H__
#define __UK_ASM_CTX_H__

#include <uk/arch/types.h>

/** Variant II: the TLS block ends at the thread pointer (ELF Handling For TLS, 3)
 */
#define UKARCH_TLS_ABOVE_TP 0
/** Words at the thread pointer that the ABI claims: its own address */
#define UKARCH_TLS_TP_BYTES 8

/** What switch.S finds at the stack pointer of a context that begins; 32 bytes,
 *  so that the stack stays aligned
 */
struct ukarch_ctx_start {
	long arg[2];
	__uptr entry;
	__uptr end; /* 0: return address of the function, ends backtraces */
};

_Static_assert(sizeof(struct ukarch_ctx_start) == 32, "asm");

/** First instructions of contexts; not to be called */
extern const char ukarch_ctx_start_clear[];
extern const char ukarch_ctx_call_clear[];
extern const char ukarch_ctx_call_keep[];

#endif /* __UK_ASM_CTX_H__ */
