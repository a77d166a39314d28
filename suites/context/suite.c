/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Suite context: libcontext's contexts, extended registers and TLS areas.
 */
#include "suite.h"

struct ukarch_ctx context_main, context_other;
__u64 context_stack[STACK_BYTES / 8] __align(16);
unsigned char context_ectx_room[3][4096] __align(64);

void context_back(void)
{
	ukarch_ctx_switch(&context_other, &context_main);
}

void context_go(void)
{
	ukarch_ctx_switch(&context_main, &context_other);
}

uk_testsuite_register(context, NULL);
