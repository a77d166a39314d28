/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The ChaCha20 block function, RFC 8439, 2.1 to 2.3.
 */
#include <string.h>
#include <uk/essentials.h>
#include <uk/random.h>

#define ROUNDS 20

static __u32 rotate(__u32 v, unsigned int bits)
{
	return v << bits | v >> (32 - bits);
}

static void quarter(__u32 *s, int a, int b, int c, int d)
{
	s[a] += s[b];
	s[d] = rotate(s[d] ^ s[a], 16);
	s[c] += s[d];
	s[b] = rotate(s[b] ^ s[c], 12);
	s[a] += s[b];
	s[d] = rotate(s[d] ^ s[a], 8);
	s[c] += s[d];
	s[b] = rotate(s[b] ^ s[c], 7);
}

void uk_chacha20_block(const __u32 state[16], __u8 out[64])
{
	__u32 s[16], word;

	memcpy(s, state, sizeof(s));
	for (int i = 0; i < ROUNDS; i += 2) {
		for (int j = 0; j < 4; j++)
			quarter(s, j, 4 + j, 8 + j, 12 + j);
		for (int j = 0; j < 4; j++)
			quarter(s, j, 4 + (j + 1) % 4, 8 + (j + 2) % 4,
				12 + (j + 3) % 4);
	}
	for (int i = 0; i < 16; i++) {
		word = s[i] + state[i];
		memcpy(out + 4 * i, &word, sizeof(word)); /* little endian */
	}
}
