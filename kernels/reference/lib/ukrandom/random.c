/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The generator: each request begins with a block that becomes the next key.
 * Interface: <uk/random.h>.
 */
#include <string.h>
#include <uk/arch/random.h>
#include <uk/essentials.h>
#include <uk/init.h>
#include <uk/plat/time.h>
#include <uk/print.h>
#include <uk/random.h>
#include <uk/spinlock.h>

#define KEY_WORDS 8
#define KEY_OFFSET 4

/* "expand 32-byte k", key, counter and nonce */
static __u32 state[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
static struct uk_spinlock lock = UK_SPINLOCK_INITIALIZER();

static void next_block(__u8 out[64])
{
	if (!++state[12])
		state[13]++;
	uk_chacha20_block(state, out);
}

static void replace_key(void)
{
	__u8 block[64];

	next_block(block);
	memcpy(&state[KEY_OFFSET], block, KEY_WORDS * sizeof(__u32));
}

/* Hardware goes on to be asked: it costs nothing and never hurts */
static void stir(void)
{
	__u64 value = ukarch_random_ticks();

	state[14] ^= (__u32)value;
	state[15] ^= (__u32)(value >> 32);
	if (!ukarch_random_u64(&value)) {
		state[KEY_OFFSET] ^= (__u32)value;
		state[KEY_OFFSET + 1] ^= (__u32)(value >> 32);
	}
}

void uk_random_bytes(void *buf, size_t len)
{
	char *to = buf;
	unsigned long flags;
	__u8 block[64];
	size_t part;

	uk_spin_lock_irqsave(&lock, flags);
	stir();
	replace_key();
	for (size_t at = 0; at < len; at += part) {
		next_block(block);
		part = MIN(len - at, sizeof(block));
		memcpy(to + at, block, part);
	}
	replace_key();
	uk_spin_unlock_irqrestore(&lock, flags);
	memset(block, 0, sizeof(block));
}

void uk_random_add(const void *bytes, size_t len)
{
	const __u8 *from = bytes;
	unsigned long flags;

	uk_spin_lock_irqsave(&lock, flags);
	for (size_t i = 0; i < len; i++) {
		state[KEY_OFFSET + i / 4 % KEY_WORDS] ^= (__u32)from[i]
							 << (i % 4 * 8);
		if (i % 32 == 31)
			replace_key();
	}
	replace_key();
	uk_spin_unlock_irqrestore(&lock, flags);
}

/* The best there is: a CPU without generator still has clocks */
static __u64 seed_word(void)
{
	__u64 value;

	if (!ukarch_random_seed_u64(&value) || !ukarch_random_u64(&value))
		return value;
	return ukarch_random_ticks() ^ ukplat_monotonic_clock() << 32;
}

static int seed(struct uk_init_ctx *ctx)
{
	__u64 values[4];

	if (ukarch_random_init())
		uk_pr_info("The CPU has no random number generator\n");
	for (unsigned int i = 0; i < ARRAY_SIZE(values); i++)
		values[i] = seed_word();
	uk_random_add(values, sizeof(values));
	if (ctx->params)
		uk_random_add(ctx->params, strlen(ctx->params));
	return 0;
}

uk_early_initcall_prio(seed, 0, 1);
