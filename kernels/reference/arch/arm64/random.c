/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interface: <uk/arch/random.h>. ID_AA64ISAR0_EL1.RNDR says whether the registers
 * exist (D17.2.61); a read that failed sets PSTATE.Z (D17.2.122, D17.2.123).
 */
#include <errno.h>
#include <uk/arch/random.h>
#include <uk/asm/sysreg.h>

#define ISAR0_RNDR_SHIFT 60
#define RNDR S3_3_C2_C4_0
#define RNDRRS S3_3_C2_C4_1
#define TRIES 10

static int has_rng;

int ukarch_random_init(void)
{
	has_rng = !!(SYSREG_READ(id_aa64isar0_el1) >> ISAR0_RNDR_SHIFT);
	return has_rng ? 0 : -ENOTSUP;
}

#define _READ_RANDOM(name, number, is_ok)                                      \
	__asm__ volatile("mrs %0, " #name "\n\tcset %w1, ne"                   \
			 : "=r"(number), "=r"(is_ok)::"cc")
#define READ_RANDOM(name, number, is_ok) _READ_RANDOM(name, number, is_ok)

int ukarch_random_u64(__u64 *val)
{
	__u32 is_ok = 0;
	__u64 number;

	if (!has_rng)
		return -ENOTSUP;
	for (unsigned int i = 0; i < TRIES && !is_ok; i++)
		READ_RANDOM(RNDR, number, is_ok);
	if (!is_ok)
		return -EIO;
	*val = number;
	return 0;
}

int ukarch_random_seed_u64(__u64 *val)
{
	__u32 is_ok = 0;
	__u64 number;

	if (!has_rng)
		return -ENOTSUP;
	for (unsigned int i = 0; i < TRIES && !is_ok; i++)
		READ_RANDOM(RNDRRS, number, is_ok);
	if (!is_ok)
		return -EIO;
	*val = number;
	return 0;
}

__u64 ukarch_random_ticks(void)
{
	return SYSREG_READ(cntvct_el0);
}
