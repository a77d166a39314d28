/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What differs between architectures in contexts and TLS: the arm64 side.
 * AAPCS64 6.1, ELF for AArch64 "Thread-local storage".
 */
#ifndef __UK_ASM_CTX_H__
#define __UK_ASM_CTX_H__

#include <uk/arch/types.h>

/** Variant I: the TLS block begins after the words at the thread pointer
 */
#define UKARCH_TLS_ABOVE_TP 1
/** Bytes at the thread pointer that the ABI claims: two words */
#define UKARCH_TLS_TP_BYTES 16

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
