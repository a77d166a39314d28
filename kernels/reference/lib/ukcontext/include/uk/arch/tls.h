/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Thread-local storage: the area of one thread, as ELF Handling For Thread-Local
 * Storage lays it out. Interface of libcontext as of the v0.11 notes.
 *
 *   x86_64, variant II:  area: [TLS block] | own address, TCB
 *   arm64, variant I:    area: [TCB] | two words, [TLS block]
 *
 * The bar is the thread pointer (tlsp). The kernel itself uses no thread-local
 * variables, so a context without an area may run kernel code.
 */
#ifndef __UK_ARCH_TLS_H__
#define __UK_ARCH_TLS_H__

#include <uk/arch/types.h>
#include <uk/config.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @return bytes of an area, TCB included */
__sz ukarch_tls_area_size(void);

/** @return alignment of an area, a power of two of at least 16 */
__sz ukarch_tls_area_align(void);

/** Fills an area: initial values of variables, the words of the ABI, the TCB */
void ukarch_tls_area_init(void *tls_area);

/** @return thread pointer of the thread that owns the area */
__uptr ukarch_tls_tlsp(void *tls_area);

/** @return the area that a thread pointer belongs to */
void *ukarch_tls_area_get(__uptr tlsp);

/** @return the TCB of a thread. x86_64: at the thread pointer, its first word is
 *  the thread pointer itself; arm64: ends at the thread pointer
 */
void *ukarch_tls_tcb_get(__uptr tlsp);

#ifdef CONFIG_UKARCH_TLS_HAVE_TCB
/** @return bytes of a TCB; on x86_64 at least 8. Provided by the C library */
__sz ukarch_tls_tcb_size(void);

/** Initializes a TCB, all zero but for its first word on x86_64. Provided by the
 *  C library
 */
void ukarch_tls_tcb_init(void *tcb);
#endif

#ifdef __cplusplus
}
#endif

#endif /* __UK_ARCH_TLS_H__ */
