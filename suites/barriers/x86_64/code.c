/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64 keeps all in order but a store before a later load (Intel SDM vol. 3A
 * 8.2.2); MFENCE and locked instructions see to that. Opcodes: vol. 2. Looks for
 * the bytes of such an instruction; a function of a few of them has few others.
 */
#include "code.h"

#define RET 0xc3
#define LOCK 0xf0
#define CODE_MAX 128

unsigned int code_order_for_free(void)
{
	return LOADS | STORES | ACQUIRES | RELEASES;
}

static int is_mfence(const unsigned char *code)
{
	return code[0] == 0x0f && code[1] == 0xae && code[2] == 0xf0;
}

/* XCHG with memory (86, 87 with mod != 3) locks by itself */
static int is_locked(const unsigned char *code)
{
	if (code[0] == LOCK)
		return 1;
	return (code[0] == 0x86 || code[0] == 0x87) && code[1] < 0xc0;
}

unsigned int code_order(const void *function)
{
	const unsigned char *code = function;
	unsigned int order = code_order_for_free();
	unsigned int i;

	for (i = 0; i < CODE_MAX && code[i] != RET; i++)
		if (is_mfence(&code[i]) || is_locked(&code[i]))
			order |= ALL;
	return order;
}
