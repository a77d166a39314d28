/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Random numbers: ChaCha20 (RFC 8439, 2.3) with a key that is replaced after each
 * use, so that what was given cannot be computed from the state. The seed comes
 * from the CPU's generator (<uk/arch/random.h>) where it has one, and from its clocks;
 * without a generator it is no secret, only different from boot to boot.
 */
#ifndef __UK_RANDOM_H__
#define __UK_RANDOM_H__

#include <stddef.h>
#include <uk/arch/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Fills memory of the kernel. Any CPU, interrupts on or off; never waits */
void uk_random_bytes(void *buf, size_t len);

/** Mixes bytes into the seed. It never makes it worse */
void uk_random_add(const void *bytes, size_t len);

/** The block function of RFC 8439, 2.3: 64 bytes of a state of 16 words */
void uk_chacha20_block(const __u32 state[16], __u8 out[64]);

#ifdef __cplusplus
}
#endif

#endif /* __UK_RANDOM_H__ */
