/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interface: <uk/arch/random.h>. CPUID leaves 1 and 7: Intel SDM vol. 2A; both
 * instructions clear CF where they have no number (vol. 2B).
 */
#include <errno.h>
#include <uk/arch/random.h>
#include <x86/cpu.h>

#define CPUID_1_ECX_RDRAND (1U << 30)
#define CPUID_FEATURES 7
#define CPUID_7_EBX_RDSEED (1U << 18)
#define TRIES 10 /* SDM vol. 1, 7.3.17.1; the source behind RDSEED is slower */
#define SEED_TRIES 100

static int has_rdrand, has_rdseed;

int ukarch_random_init(void)
{
	has_rdrand = !!(x86_cpuid(1, 0).ecx & CPUID_1_ECX_RDRAND);
	has_rdseed = x86_cpuid(0, 0).eax >= CPUID_FEATURES &&
		     x86_cpuid(CPUID_FEATURES, 0).ebx & CPUID_7_EBX_RDSEED;
	return has_rdrand ? 0 : -ENOTSUP;
}

int ukarch_random_u64(__u64 *val)
{
	unsigned int i;
	__u64 number;
	__u8 is_ok;

	if (!has_rdrand)
		return -ENOTSUP;
	for (i = 0; i < TRIES; i++) {
		__asm__ __volatile__("rdrand %0\n\tsetc %1"
				     : "=r"(number), "=qm"(is_ok)::"cc");
		if (is_ok) {
			*val = number;
			return 0;
		}
	}
	return -EIO;
}

int ukarch_random_seed_u64(__u64 *val)
{
	unsigned int i;
	__u64 number;
	__u8 is_ok;

	if (!has_rdseed)
		return -ENOTSUP;
	for (i = 0; i < SEED_TRIES; i++) {
		__asm__ __volatile__("rdseed %0\n\tsetc %1"
				     : "=r"(number), "=qm"(is_ok)::"cc");
		if (is_ok) {
			*val = number;
			return 0;
		}
		__asm__ __volatile__("pause");
	}
	return -EIO;
}

__u64 ukarch_random_ticks(void)
{
	return x86_rdtsc();
}
