/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * RDRAND (Intel SDM 2B; CPUID.1:ECX bit 30) and the time stamp counter.
 */
#include <uk/random.h>

#define CPUID_1_ECX_RDRAND (1U << 30)
#define TRIES 10 /* SDM 1, 7.3.17.1 */

static bool has_rdrand(void)
{
	__u32 a = 1, b, c = 0, d;

	__asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	return c & CPUID_1_ECX_RDRAND;
}

bool ukarch_entropy_u64(__u64 *value)
{
	static int state; /* 0: not asked yet, 1: there, -1: not there */
	__u8 is_ok = 0;

	if (!state)
		state = has_rdrand() ? 1 : -1;
	for (int i = 0; state > 0 && !is_ok && i < TRIES; i++)
		__asm__ volatile("rdrand %0; setc %1"
				 : "=r"(*value), "=qm"(is_ok)
				 :
				 : "cc");
	return is_ok;
}

__u64 ukarch_entropy_ticks(void)
{
	__u32 low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (__u64)high << 32 | low;
}
