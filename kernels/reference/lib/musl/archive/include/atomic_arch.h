/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Found before musl's own file of this name, which it includes. On x86_64 musl
 * ends a program by HLT, which is no crime at the kernel's privilege level: here
 * it is an access to an address that is not canonical, which is the same signal.
 */
#include_next <atomic_arch.h>

#ifdef __x86_64__
#undef a_crash
#define a_crash uk_musl_crash
static inline void uk_musl_crash(void)
{
	*(volatile char *)0x8000000000000000 = 0;
	__builtin_unreachable();
}
#endif
