/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * memcpy, memmove (ISO C11 7.24.2.1, .2), memset (7.24.6.1).
 *
 * Words of eight bytes where both sides can be aligned together, four per turn;
 * bytes for the rest. Where the two sides are misaligned against each other a word
 * of the source is one load on x86_64, and parts of two aligned words on arm64,
 * where the kernel is compiled with -mstrict-align because its memory may be of
 * device type. Each of these words has a byte that is copied, and so may be read.
 */
#include <stdint.h>
#include <string.h>
#include "word.h"

#define BLOCK (4 * WORD)

typedef uint64_t __attribute__((may_alias, aligned(1))) unaligned_word_t;

/* Ascending; `dst` is aligned. Copies whole words, returns bytes copied */
static size_t copy_words_aligned(unsigned char *dst, const unsigned char *src,
				 size_t len)
{
	size_t done = 0;

	for (; len - done >= BLOCK; done += BLOCK) {
		const word_t *from = (const word_t *)(src + done);
		word_t *to = (word_t *)(dst + done);
		word_t a = from[0], b = from[1], c = from[2], d = from[3];

		to[0] = a;
		to[1] = b;
		to[2] = c;
		to[3] = d;
	}
	for (; len - done >= WORD; done += WORD)
		*(word_t *)(dst + done) = *(const word_t *)(src + done);
	return done;
}

/* As copy_words_aligned(); `src` is not aligned */
#ifdef __x86_64__
static size_t copy_words_unaligned(unsigned char *dst, const unsigned char *src,
				   size_t len)
{
	size_t done = 0;

	for (; len - done >= BLOCK; done += BLOCK) {
		const unaligned_word_t *from =
			(const unaligned_word_t *)(src + done);
		word_t *to = (word_t *)(dst + done);
		word_t a = from[0], b = from[1], c = from[2], d = from[3];

		to[0] = a;
		to[1] = b;
		to[2] = c;
		to[3] = d;
	}
	for (; len - done >= WORD; done += WORD)
		*(word_t *)(dst + done) =
			*(const unaligned_word_t *)(src + done);
	return done;
}
#else
static size_t copy_words_unaligned(unsigned char *dst, const unsigned char *src,
				   size_t len)
{
	const word_t *from = (const word_t *)(src - misalignment(src));
	unsigned int low = 8 * (unsigned int)misalignment(src);
	unsigned int high = 64 - low;
	word_t before = *from++;
	size_t done = 0;

	for (; len - done >= BLOCK; done += BLOCK, from += 4) {
		word_t *to = (word_t *)(dst + done);
		word_t a = from[0], b = from[1], c = from[2], d = from[3];

		to[0] = before >> low | a << high;
		to[1] = a >> low | b << high;
		to[2] = b >> low | c << high;
		to[3] = c >> low | d << high;
		before = d;
	}
	for (; len - done >= WORD; done += WORD) {
		word_t next = *from++;

		*(word_t *)(dst + done) = before >> low | next << high;
		before = next;
	}
	return done;
}
#endif

/* Safe for overlap as long as dst is below src: it never reads behind a write */
static void copy_forward(unsigned char *dst, const unsigned char *src,
			 size_t len)
{
	size_t done;

	if (len >= 2 * WORD) {
		for (; misalignment(dst); len--)
			*dst++ = *src++;
		done = misalignment(src) ? copy_words_unaligned(dst, src, len)
					 : copy_words_aligned(dst, src, len);
		dst += done;
		src += done;
		len -= done;
	}
	while (len--)
		*dst++ = *src++;
}

/* For overlap with dst above src: from the last byte down */
static void copy_backward(unsigned char *dst, const unsigned char *src,
			  size_t len)
{
	if (len >= 2 * WORD) {
		for (; misalignment(dst + len); len--)
			dst[len - 1] = src[len - 1];
		for (; len >= WORD; len -= WORD)
			*(word_t *)(dst + len - WORD) =
				*(const unaligned_word_t *)(src + len - WORD);
	}
	for (; len; len--)
		dst[len - 1] = src[len - 1];
}

void *memcpy(void *restrict dst, const void *restrict src, size_t len)
{
	copy_forward(dst, src, len);
	return dst;
}

void *memmove(void *dst, const void *src, size_t len)
{
	if ((uintptr_t)dst - (uintptr_t)src >= len)
		copy_forward(dst, src, len);
	else
		copy_backward(dst, src, len);
	return dst;
}

static inline void set_block(unsigned char *at, word_t pattern)
{
	word_t *to = (word_t *)at;

	to[0] = pattern;
	to[1] = pattern;
	to[2] = pattern;
	to[3] = pattern;
}

void *memset(void *dst, int byte, size_t len)
{
	unsigned char *at = dst;
	word_t pattern = (unsigned char)byte * ONES;

	if (len >= 2 * WORD) {
		for (; misalignment(at); len--)
			*at++ = (unsigned char)byte;
		for (; len >= 4 * BLOCK; len -= 4 * BLOCK, at += 4 * BLOCK) {
			set_block(at, pattern);
			set_block(at + BLOCK, pattern);
			set_block(at + 2 * BLOCK, pattern);
			set_block(at + 3 * BLOCK, pattern);
		}
		for (; len >= WORD; len -= WORD, at += WORD)
			*(word_t *)at = pattern;
	}
	while (len--)
		*at++ = (unsigned char)byte;
	return dst;
}
