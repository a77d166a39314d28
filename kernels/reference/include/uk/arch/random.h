/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The CPU's own random numbers, where it makes any: RDRAND and RDSEED (Intel SDM
 * vol. 1, 7.3.17), RNDR and RNDRRS (FEAT_RNG, Arm ARM DDI 0487, D17.2.122). A
 * kernel must boot without them, and they may run dry. For numbers whatever the
 * CPU has see <uk/random.h>.
 */
#ifndef __UKARCH_RANDOM_H__
#define __UKARCH_RANDOM_H__

#include <uk/arch/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Finds out what the CPU has. Before the others, on the boot CPU.
 * @return 0; -ENOTSUP the CPU has no generator
 */
int ukarch_random_init(void);

/**
 * Numbers of the generator. Any CPU, interrupts on or off.
 * @param[out] val set only on success
 * @return 0; -ENOTSUP the CPU has no generator; -EIO it gave none in several
 *   tries, and may do so later
 */
int ukarch_random_u32(__u32 *val);
int ukarch_random_u64(__u64 *val);

/**
 * The same from the source behind the generator, to seed others with. A CPU may
 * have a generator and not these.
 */
int ukarch_random_seed_u32(__u32 *val);
int ukarch_random_seed_u64(__u64 *val);

/** @return the finest counter of the CPU; no secret, but hard to foretell */
__u64 ukarch_random_ticks(void);

#ifdef __cplusplus
}
#endif

#endif /* __UKARCH_RANDOM_H__ */
