/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the suite share: a second context with a stack, and the way
 * back to the case.
 */
#ifndef __SUITE_CONTEXT_H__
#define __SUITE_CONTEXT_H__

#include <uk/arch/ctx.h>
#include <uk/test.h>

#include "ops.h"

#define STACK_BYTES 16384

/** The case's own context while another runs, and the other one */
extern struct ukarch_ctx context_main, context_other;
extern __u64 context_stack[STACK_BYTES / 8];
#define CONTEXT_SP ukarch_gen_sp(context_stack, sizeof(context_stack))

/** Goes back from context_other to the case */
void context_back(void);

/** Enters context_other until it comes back */
void context_go(void);

/** Extended state, cleared by nobody; large enough for every CPU known */
extern unsigned char context_ectx_room[3][4096] __align(64);
#define ECTX(i) ((struct ukarch_ectx *)context_ectx_room[i])

#endif /* __SUITE_CONTEXT_H__ */
