/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The part of TLB shootdown that the NMI handler does.
 */
#ifndef __X86_TLB_H__
#define __X86_TLB_H__

struct lcpu;

/** Flushes what was asked of the calling CPU and acknowledges. From NMIs only */
void x86_tlb_serve(struct lcpu *self);

#endif /* __X86_TLB_H__ */
