/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * RNDR (Arm ARM D17.2.122, FEAT_RNG: ID_AA64ISAR0_EL1 bits 63:60) and the virtual
 * counter.
 */
#include <uk/random.h>

#define ISAR0_RNDR_SHIFT 60
#define TRIES 10

bool ukarch_entropy_u64(__u64 *value)
{
	__u64 isar0, is_ok = 0;

	__asm__("mrs %0, id_aa64isar0_el1" : "=r"(isar0));
	for (int i = 0; isar0 >> ISAR0_RNDR_SHIFT && !is_ok && i < TRIES; i++)
		/* RNDR is S3_3_C2_C4_0; Z is set where it failed */
		__asm__ volatile("mrs %0, s3_3_c2_c4_0; cset %1, ne"
				 : "=r"(*value), "=r"(is_ok)
				 :
				 : "cc");
	return is_ok;
}

__u64 ukarch_entropy_ticks(void)
{
	__u64 ticks;

	__asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
	return ticks;
}
